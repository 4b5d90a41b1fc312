package dev.baton.runtime.tree;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The calls of the C library that Java has no word for; what each does is in the manual's sections 2 and 3. Linux only. */
final class LibC {
    static final int EAGAIN = 11;
    static final int EINTR = 4;
    static final int ESRCH = 3;
    static final int ENOEXEC = 8;
    static final int ENFILE = 23;
    static final int EMFILE = 24;

    static final int O_RDONLY = 0;
    static final int O_RDWR = 2;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;

    static {
        Native.register("c");
    }

    private LibC() {}

    static native int kill(int pid, int signal);

    static native int prctl(int option, long a, long b, long c, long d);

    static native int waitpid(int pid, int[] status, int options);

    static native int pipe2(int[] ends, int flags);

    static native int fcntl(int fd, int command, int argument);

    static native int open(String path, int flags, int mode);

    static native int mkfifo(String path, int mode);

    static native long read(int fd, ByteBuffer into, long length);

    static native long read(int fd, byte[] into, long length);

    static native long write(int fd, byte[] from, long length);

    static native int close(int fd);

    static native int poll(byte[] polled, long count, int millis);

    static native int eventfd(int start, int flags);

    static native int timerfd_create(int clock, int flags);

    static native int timerfd_settime(int fd, int flags, byte[] time, @Nullable Pointer before);

    static native int epoll_create1(int flags);

    static native int epoll_ctl(int epoll, int operation, int fd, byte @Nullable [] event);

    static native int epoll_wait(int epoll, Pointer events, int most, int millis);

    static native long syscall(long number, long a, long b, long c, long d);

    static native int sigfillset(Pointer set);

    static native int sigemptyset(Pointer set);

    static native int posix_spawn(
            int[] pid, Pointer path, Pointer actions, Pointer attributes, Pointer arguments, Pointer environment);

    static native int posix_spawnattr_init(Pointer attributes);

    static native int posix_spawnattr_destroy(Pointer attributes);

    static native int posix_spawnattr_setflags(Pointer attributes, short flags);

    static native int posix_spawnattr_setsigmask(Pointer attributes, Pointer set);

    static native int posix_spawnattr_setsigdefault(Pointer attributes, Pointer set);

    static native int posix_spawn_file_actions_init(Pointer actions);

    static native int posix_spawn_file_actions_destroy(Pointer actions);

    static native int posix_spawn_file_actions_adddup2(Pointer actions, int fd, int target);

    static native int posix_spawn_file_actions_addclose(Pointer actions, int fd);

    static native int posix_spawn_file_actions_addopen(Pointer actions, int target, Pointer path, int flags, int mode);

    static native Pointer strerror(int number);

    /** What the kernel says about an error. */
    static String words(int errno) {
        return strerror(errno).getString(0);
    }

    /** The number of the last call's error, on this thread. */
    static int errno() {
        return Native.getLastError();
    }
}
