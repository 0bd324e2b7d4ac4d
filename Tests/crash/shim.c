// Loaded before the C library (LD_PRELOAD): a disk that takes fewer bytes than it is given and lets itself be interrupted, one that promises
// to have synced and has not, or one that is slow; and an SQLite that once gives an answer which no version of it has.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int mode(const char *name) { return getenv(name) != NULL; }
static unsigned count;

// SHIM_SLOW: microseconds that a write takes longer; a sync takes ten times that.
static void slow(int times) {
    const char *time = getenv("SHIM_SLOW");
    if (time) for (long left = atol(time) * times; left > 0; left -= 100000) usleep(left < 100000 ? left : 100000);
}

ssize_t write(int file, const void *bytes, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    if (mode("SHIM_SHORT") && file > 2) {
        if (++count % 5 == 0) { errno = EINTR; return -1; }
        if (size > 1 && count % 3 == 0) size = size / 2;
    }
    if (file > 2) slow(1);
    return real(file, bytes, size);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t place) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
    if (mode("SHIM_SHORT")) {
        if (++count % 5 == 0) { errno = EINTR; return -1; }
        if (size > 1 && count % 3 == 0) size = size / 2;
    }
    slow(1);
    return real(file, bytes, size, place);
}

ssize_t read(int file, void *bytes, size_t size) {
    static ssize_t (*real)(int, void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "read");
    if (mode("SHIM_SHORT")) {
        if (++count % 7 == 0) { errno = EINTR; return -1; }
        if (size > 1 && count % 4 == 0) size = size / 2 + 1;
    }
    return real(file, bytes, size);
}

int fsync(int file) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    slow(10);
    return mode("SHIM_NO_SYNC") ? 0 : real(file);
}

int fdatasync(int file) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    slow(10);
    return mode("SHIM_NO_SYNC") ? 0 : real(file);
}

// SHIM_STEP: which call of sqlite3_step answers 99, which no version of SQLite does. SHIM_STEPS: the file that gets the number of all calls.
// SQLite's calls of itself are left alone: there the answer would be a lie that no library tells, for it looks at its own state and not at it.
static atomic_long steps;

static int is_sqlites_own(void *caller) {
    Dl_info where;
    return dladdr(caller, &where) && where.dli_fname && strstr(where.dli_fname, "libsqlite3");
}

int sqlite3_step(void *statement) {
    static int (*real)(void *);
    if (!real) real = dlsym(RTLD_NEXT, "sqlite3_step");
    if (is_sqlites_own(__builtin_return_address(0))) return real(statement);
    long number = atomic_fetch_add(&steps, 1) + 1;
    const char *which = getenv("SHIM_STEP");
    if (which && number == atol(which)) return 99;
    return real(statement);
}

__attribute__((destructor)) static void tell(void) {
    const char *path = getenv("SHIM_STEPS");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) { fprintf(file, "%ld\n", atomic_load(&steps)); fclose(file); }
}
