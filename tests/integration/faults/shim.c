/* Preloaded below a program, this counts its changes to the files of one folder and, at a chosen
 * one, kills the program or refuses the change.
 *
 * FAULT_DIR   the folder, as a prefix of absolute paths
 * FAULT_AT    at which change, from 1 on
 * FAULT_KIND  kill: half of what is to be written is, then the program is killed
 *             full: no space on the disk from then on
 *             error: an error of the device, once
 * FAULT_COUNT a file that gets how many changes there were
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 65536

static const char *dir, *kind;
static long at;
static atomic_long changes;
static atomic_bool watched[MOST_FILES];

#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void start(void) {
    dir = getenv("FAULT_DIR");
    kind = getenv("FAULT_KIND");
    at = getenv("FAULT_AT") ? atol(getenv("FAULT_AT")) : 0;
}

__attribute__((destructor)) static void end(void) {
    const char *path = getenv("FAULT_COUNT");
    FILE *file = path && dir && atomic_load(&changes) ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%ld", atomic_load(&changes));
        fclose(file);
    }
}

static int inside(const char *path) {
    return dir && path && strncmp(path, dir, strlen(dir)) == 0;
}

static int is_watched(int file) {
    return dir && file >= 0 && file < MOST_FILES && atomic_load(&watched[file]);
}

/* Whether a change is to be refused, with errno; does not return where the program is killed.
 * What needs space is refused by a full disk. */
static int refused(int needs_space) {
    long now = atomic_fetch_add(&changes, 1) + 1;
    if (!at || !kind || now < at) return 0;
    if (now == at && strcmp(kind, "kill") == 0) {
        kill(getpid(), SIGKILL);
        pause();
    }
    if (now == at && strcmp(kind, "error") == 0) {
        errno = EIO;
        return 1;
    }
    if (needs_space && strcmp(kind, "full") == 0) {
        errno = ENOSPC;
        return 1;
    }
    return 0;
}

static int is_last_before_kill(void) {
    return at && kind && strcmp(kind, "kill") == 0 && atomic_load(&changes) + 1 == at;
}

static int watch(const char *path, int file) {
    if (file >= 0 && file < MOST_FILES) atomic_store(&watched[file], inside(path));
    return file;
}

#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        va_list list; \
        va_start(list, flags); \
        mode_t mode = va_arg(list, mode_t); \
        va_end(list); \
        if (inside(path) && (flags & (O_CREAT | O_TRUNC)) && refused(1)) return -1; \
        return watch(path, real(path, flags, mode)); \
    }

OPENS(open)
OPENS(open64)

int close(int file) {
    REAL(close);
    if (file >= 0 && file < MOST_FILES) atomic_store(&watched[file], 0);
    return real(file);
}

ssize_t write(int file, const void *bytes, size_t count) {
    REAL(write);
    if (is_watched(file)) {
        if (is_last_before_kill() && count > 1) real(file, bytes, count / 2);
        if (refused(1)) return -1;
    }
    return real(file, bytes, count);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
    REAL(writev);
    if (is_watched(file) && refused(1)) return -1;
    return real(file, parts, count);
}

int ftruncate64(int file, off64_t length) {
    REAL(ftruncate64);
    if (is_watched(file) && refused(1)) return -1;
    return real(file, length);
}

int fsync(int file) {
    REAL(fsync);
    if (is_watched(file) && refused(1)) return -1;
    return real(file);
}

int fdatasync(int file) {
    REAL(fdatasync);
    if (is_watched(file) && refused(1)) return -1;
    return real(file);
}

int rename(const char *from, const char *to) {
    REAL(rename);
    if (inside(to) && refused(1)) return -1;
    return real(from, to);
}

int unlink(const char *path) {
    REAL(unlink);
    if (inside(path) && refused(0)) return -1;
    return real(path);
}

int rmdir(const char *path) {
    REAL(rmdir);
    if (inside(path) && refused(0)) return -1;
    return real(path);
}

int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    if (inside(path) && refused(1)) return -1;
    return real(path, mode);
}
