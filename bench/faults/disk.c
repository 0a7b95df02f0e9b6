/* A disk that fails when it is told to, and that writes down what is done to it.

   Loaded in front of the C library (LD_PRELOAD), so that SQLite and Python meet it alike. Only files below one folder
   are seen. Calls are counted from `disk_arm` on; one of them fails in the way asked for, and no other. What is
   written is recorded as it reaches the disk: `bench.faults.disk` reads the record.

   Build: cc -shared -fPIC -O1 -o disk.so disk.c -ldl -pthread */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES 65536
enum { READ = 1, WRITE = 2, SYNC = 4, NAME = 8 }; /* what a call does; NAME: open, rename, unlink, cut, make a folder */
enum { FAIL = 1, FULL = 2, SHORT = 3, HALF = 4 }; /* an error; no room; half of it is done; half, then no room */

static char folder[4096], fired[4300];
static size_t length;
static char *names[FILES];
static int kinds, how, half_on = -1, record = -1;
static long at, seen;

#define REAL(type, name, ...)                                  \
    static type (*real)(__VA_ARGS__);                          \
    if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

/* --- what the bench asks for */

void disk_watch(const char *path) { snprintf(folder, sizeof folder, "%s", path); length = strlen(folder); }
void disk_arm(long call, int which, int fault) { at = call; kinds = which; how = fault; seen = 0; fired[0] = 0; half_on = -1; }
long disk_seen(void) { return seen; }
const char *disk_fired(void) { return fired; }

static int below(const char *path) { return length && path && !strncmp(path, folder, length); }
static const char *of(int fd) { return fd >= 0 && fd < FILES ? names[fd] : NULL; }

/* Whether this call is the one that fails, and in a way that such a call can. */
static int fails(int kind, const char *call, const char *path)
{
    if (!(kind & kinds) || ++seen != at) return 0;
    snprintf(fired, sizeof fired, "%s %s", call, path);
    return how;
}

static int error(int fault) { errno = fault == FAIL ? EIO : ENOSPC; return -1; }

/* --- the record */

static void put(const void *data, size_t n)
{
    REAL(ssize_t, write, int, const void *, size_t);
    const char *from = data;
    while (n) {
        ssize_t done = real(record, from, n);
        if (done <= 0) abort();
        from += done, n -= done;
    }
}

static void note(char what, uint64_t file, int64_t offset, const char *text, const void *data, size_t n)
{
    static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER; /* the day's copy has a thread of its own */
    if (record < 0) return;
    struct __attribute__((packed)) { char what; uint64_t file; int64_t offset; uint32_t text, data; } head =
        {what, file, offset, text ? strlen(text) : 0, n};
    pthread_mutex_lock(&one_at_a_time);
    put(&head, sizeof head);
    if (text) put(text, head.text);
    if (n) put(data, n);
    pthread_mutex_unlock(&one_at_a_time);
}

static uint64_t file_of(int fd) { struct stat found; return fstat(fd, &found) ? 0 : found.st_ino; }
static uint64_t file_at(const char *path) { struct stat found; return stat(path, &found) ? 0 : found.st_ino; }

void disk_record(const char *path)
{
    REAL(int, open64, const char *, int, ...);
    if (record >= 0) close(record);
    record = path ? real(path, O_CREAT | O_TRUNC | O_WRONLY, 0600) : -1;
}
void disk_mark(const char *text) { note('m', 0, 0, text, NULL, 0); }

/* --- opening and closing */

static int opened(int (*real)(const char *, int, ...), const char *call, const char *path, int flags, mode_t mode)
{
    if (!below(path)) return real(path, flags, mode);
    int made = (flags & O_CREAT) && access(path, F_OK) != 0;
    int fault = fails(NAME, call, path);
    if (fault == FAIL || (fault == FULL && made)) return error(fault);
    int fd = real(path, flags, mode);
    if (fd < 0 || fd >= FILES) return fd;
    free(names[fd]);
    names[fd] = strdup(path);
    if (made) note('c', file_of(fd), 0, path, NULL, 0);
    else if (flags & O_TRUNC) note('t', file_of(fd), 0, path, NULL, 0);
    return fd;
}

#define MODE(flags) mode_t mode = 0; if ((flags) & (O_CREAT | O_TMPFILE)) \
    { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }

int open(const char *path, int flags, ...)
{ REAL(int, open, const char *, int, ...); MODE(flags) return opened(real, "open", path, flags, mode); }

int open64(const char *path, int flags, ...)
{ REAL(int, open64, const char *, int, ...); MODE(flags) return opened(real, "open", path, flags, mode); }

int close(int fd)
{
    REAL(int, close, int);
    if (of(fd)) { free(names[fd]); names[fd] = NULL; }
    return real(fd);
}

/* --- reading */

#define READS(type, name, params, args)                                      \
    type name params                                                         \
    {                                                                        \
        static type(*real) params;                                           \
        if (!real) real = (type(*) params)dlsym(RTLD_NEXT, #name);           \
        int fault = of(fd) ? fails(READ, #name, of(fd)) : 0;                 \
        if (fault == FAIL) return error(fault);                              \
        if (fault == SHORT && n > 1) n /= 2;                                 \
        return real args;                                                    \
    }
READS(ssize_t, read, (int fd, void *to, size_t n), (fd, to, n))
READS(ssize_t, pread, (int fd, void *to, size_t n, off_t offset), (fd, to, n, offset))
READS(ssize_t, pread64, (int fd, void *to, size_t n, off64_t offset), (fd, to, n, offset))

/* --- writing */

static ssize_t written(int fd, const char *call, const void *from, size_t n, int64_t offset, int placed)
{
    static ssize_t (*plain)(int, const void *, size_t), (*at_place)(int, const void *, size_t, off64_t);
    if (!plain) plain = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    if (!at_place) at_place = (ssize_t(*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
    if (!of(fd)) return placed ? at_place(fd, from, n, offset) : plain(fd, from, n);
    int fault = fails(WRITE, call, of(fd));
    if (half_on == fd) { half_on = -1; return error(FULL); }
    if (fault == FAIL || fault == FULL) return error(fault);
    if ((fault == SHORT || fault == HALF) && n > 1) n /= 2;
    if (fault == HALF) half_on = fd;
    if (!placed) {
        struct stat found;
        offset = fcntl(fd, F_GETFL) & O_APPEND ? (fstat(fd, &found), found.st_size) : lseek(fd, 0, SEEK_CUR);
    }
    ssize_t done = placed ? at_place(fd, from, n, offset) : plain(fd, from, n);
    if (done > 0) note('w', file_of(fd), offset, NULL, from, done);
    return done;
}

ssize_t write(int fd, const void *from, size_t n) { return written(fd, "write", from, n, 0, 0); }
ssize_t pwrite(int fd, const void *from, size_t n, off_t offset) { return written(fd, "pwrite", from, n, offset, 1); }
ssize_t pwrite64(int fd, const void *from, size_t n, off64_t offset)
{ return written(fd, "pwrite64", from, n, offset, 1); }

ssize_t sendfile(int to, int from, off_t *offset, size_t n)
{
    char piece[65536];
    ssize_t got = offset ? pread(from, piece, n < sizeof piece ? n : sizeof piece, *offset)
                         : read(from, piece, n < sizeof piece ? n : sizeof piece);
    if (got <= 0) return got;
    ssize_t done = write(to, piece, got);
    if (offset && done > 0) *offset += done;
    return done;
}
ssize_t sendfile64(int to, int from, off64_t *offset, size_t n) { return sendfile(to, from, offset, n); }
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t n, unsigned int flags)
{ (void)from, (void)a, (void)to, (void)b, (void)n, (void)flags; errno = EXDEV; return -1; }

/* --- keeping */

#define SYNCS(name)                                              \
    int name(int fd)                                             \
    {                                                            \
        REAL(int, name, int);                                    \
        int fault = of(fd) ? fails(SYNC, #name, of(fd)) : 0;     \
        if (fault == FAIL || fault == FULL) return error(fault); \
        int done = real(fd);                                     \
        if (!done && of(fd)) note('s', file_of(fd), 0, of(fd), NULL, 0); \
        return done;                                             \
    }
SYNCS(fsync)
SYNCS(fdatasync)

/* --- names and lengths */

#define CUTS(name, type)                                         \
    int name(int fd, type size)                                  \
    {                                                            \
        REAL(int, name, int, type);                              \
        int fault = of(fd) ? fails(NAME, #name, of(fd)) : 0;     \
        if (fault == FAIL || fault == FULL) return error(fault); \
        int done = real(fd, size);                               \
        if (!done && of(fd)) note('t', file_of(fd), size, NULL, NULL, 0); \
        return done;                                             \
    }
CUTS(ftruncate, off_t)
CUTS(ftruncate64, off64_t)

int rename(const char *from, const char *to)
{
    REAL(int, rename, const char *, const char *);
    int fault = below(to) ? fails(NAME, "rename", to) : 0;
    if (fault == FAIL || fault == FULL) return error(fault);
    uint64_t file = file_at(from);
    int done = real(from, to);
    if (!done && below(to)) note('r', file, 0, from, to, strlen(to));
    return done;
}

int unlink(const char *path)
{
    REAL(int, unlink, const char *);
    if (below(path) && fails(NAME, "unlink", path) == FAIL) return error(FAIL);
    int done = real(path);
    if (!done && below(path)) note('u', 0, 0, path, NULL, 0);
    return done;
}

int mkdir(const char *path, mode_t mode)
{
    REAL(int, mkdir, const char *, mode_t);
    int fault = below(path) ? fails(NAME, "mkdir", path) : 0;
    if (fault == FAIL || fault == FULL) return error(fault);
    int done = real(path, mode);
    if (!done && below(path)) note('d', file_at(path), 0, path, NULL, 0);
    return done;
}
