/* bailiwick-hook: hands one hook event to Bailiwick and relays the answer.
 *
 * Theory of operation (frames: docs/formats/frame.md):
 *
 *   read event -> ask the daemon -> [none: start one, ask again] -> [none: ask the in-process evaluator] -> relay
 *                                                                                   [none: fail closed or open]
 *
 * INVARIANTS
 *   - Everything that decides how this program behaves comes from its arguments, which were fixed when it was
 *     installed. Of the environment, only facts are forwarded; none of it changes what happens here.
 *   - It never exits 0 without an answer, unless it was installed with `--fail open`.
 *   - It ends before its own deadline, which lies below the agent's: an agent that waits too long lets the call pass.
 *   - No heap: two fixed buffers, and every length is checked against the room that is left.
 *   - It talks only to a socket and a process of its own user; anything else is refused, not worked around.
 *
 * The Python twin (twin.py) behaves the same where no compiler was at hand. Longer than other files here on purpose:
 * the whole path on which every call waits can be audited, and compiled, as one file that needs libc only.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef BAILIWICK_VERSION
#define BAILIWICK_VERSION ""
#endif

enum {
    EVENT_BYTES = 8 * 1024 * 1024,           /* model/bounds.py: EVENT_BYTES */
    ENVELOPE_BYTES = 64 * 1024,              /* all other fields of a request */
    REPLY_BYTES = 1024 * 1024,               /* a reply without its first 8 bytes */
    HEAD_BYTES = 8,                          /* magic and length, in both directions */
    LIBRARIES = 16,                          /* most --lib arguments */
    RETIRED = 255,                           /* reply code: start a new daemon */
    EXIT_CODE_LAST = 125,                    /* largest exit code a reply may ask for */
    EXIT_DENIED = 2,                         /* the one exit code that blocks a call on every version */
    RELAY_MS = 200,                          /* kept back from the deadline to write the answer */
    WATCHDOG_MS = 500,                       /* past the deadline nothing may keep this process alive */
    DEFAULT_DEADLINE_MS = 8000
};

static const char MAGIC[4] = {'B', 'W', 'K', '1'};

/* The children run in isolated mode (-I) without site (-S): no environment variable, user directory or .pth file
 * decides which code judges. Arguments: home, then the library directories. */
static const char START_DAEMON[] =
    "import sys; sys.path += sys.argv[2:]; from bailiwick.apps.daemon.run import main; main(sys.argv[1])";
static const char EVALUATE[] =
    "import gc, sys; gc.disable(); sys.path += sys.argv[2:]; from bailiwick.apps.lean import main; main(sys.argv[1])";

static struct {
    const char *home, *dialect, *python;
    const char *libraries[LIBRARIES];
    size_t library_count;
    bool closed;
    int64_t deadline_ms;
} options = {.closed = true, .deadline_ms = DEFAULT_DEADLINE_MS};

static uint8_t request[HEAD_BYTES + ENVELOPE_BYTES + EVENT_BYTES + 1]; /* one byte more, to see that an event is too long */
static size_t request_length;
static uint8_t reply[HEAD_BYTES + REPLY_BYTES];
static size_t reply_length;

enum outcome {
    ANSWERED,  /* `reply` holds a valid answer */
    RETIRING,  /* the daemon asks for its successor */
    NO_ANSWER, /* nobody there, or nothing that is a valid reply */
    UNTRUSTED  /* somebody else's directory, socket or process */
};

static const char *problem = "no decision service answered in time"; /* why no decision could be made */

/* ---- time ---- */

static int64_t now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void pause_ms(int64_t milliseconds)
{
    struct timespec time = {.tv_sec = milliseconds / 1000, .tv_nsec = (milliseconds % 1000) * 1000000};
    nanosleep(&time, NULL);
}

/* True when `fd` is ready for `events`, or has failed so that the next call on it says how. */
static bool ready(int fd, short events, int64_t until)
{
    for (;;) {
        int64_t left = until - now_ms();
        if (left <= 0)
            return false;
        struct pollfd entry = {.fd = fd, .events = events};
        int count = poll(&entry, 1, (int)left);
        if (count > 0)
            return true;
        if (count < 0 && errno != EINTR)
            return false;
    }
}

/* ---- numbers and fields ---- */

static void put_number(uint8_t *at, size_t value)
{
    uint32_t wire = htonl((uint32_t)value);
    memcpy(at, &wire, sizeof wire);
}

static size_t get_number(const uint8_t *at)
{
    uint32_t wire;
    memcpy(&wire, at, sizeof wire);
    return ntohl(wire);
}

/* Appends one field; a text that does not fit into the envelope is left out, which the caller must treat as a failure. */
static bool put_field(const char *text)
{
    size_t length = text ? strlen(text) : 0;
    size_t limit = HEAD_BYTES + ENVELOPE_BYTES - 16 * 4; /* room for the lengths of all fields, always */
    bool fits = length <= limit && request_length + length <= limit;
    if (!fits)
        length = 0;
    put_number(request + request_length, length);
    request_length += 4;
    if (length)
        memcpy(request + request_length, text, length);
    request_length += length;
    return fits;
}

/* ---- request ---- */

static bool read_event(int64_t until)
{
    size_t start = request_length + 4, length = 0;
    bool complete = false;
    while (length <= EVENT_BYTES) {
        if (!ready(STDIN_FILENO, POLLIN, until)) {
            problem = "the event did not arrive in time";
            break;
        }
        ssize_t count = read(STDIN_FILENO, request + start + length, EVENT_BYTES + 1 - length);
        if (count > 0) {
            length += (size_t)count;
        } else if (count == 0) {
            complete = true;
            break;
        } else if (errno != EINTR && errno != EAGAIN) {
            problem = "the event could not be read";
            break;
        }
    }
    if (length > EVENT_BYTES) {
        length = EVENT_BYTES;
        problem = "the event is larger than 8 MiB";
    }
    put_number(request + request_length, length);
    request_length = start + length;
    return complete;
}

/* Builds the request frame, also when it fails: an UNCHECKED record then carries what is there. */
static bool build_request(int64_t until)
{
    const char *fields[] = {
        BAILIWICK_VERSION,       options.dialect,  options.closed ? "closed" : "open",
        getenv("CLAUDE_PROJECT_DIR"), getenv("HOME"),   getenv("TMPDIR"),
        getenv("PATH"),          getenv("CLAUDE_CODE_SESSION_ATTENDED"), "",
    };
    bool fits = true;
    memcpy(request, MAGIC, sizeof MAGIC);
    request_length = HEAD_BYTES;
    for (size_t index = 0; index < sizeof fields / sizeof *fields; index++)
        fits = put_field(fields[index]) && fits;
    bool complete = read_event(until);
    if (!fits)
        problem = "the environment variables HOME, PATH, TMPDIR and CLAUDE_PROJECT_DIR are larger than 64 KiB";
    put_number(request + 4, request_length - HEAD_BYTES);
    return complete && fits;
}

/* ---- reply ---- */

/* Length of the whole reply frame, 0 while unknown, SIZE_MAX when its first bytes are wrong. */
static size_t expected_length(void)
{
    if (reply_length < HEAD_BYTES)
        return 0;
    size_t length = get_number(reply + 4);
    if (memcmp(reply, MAGIC, sizeof MAGIC) != 0 || length > REPLY_BYTES)
        return SIZE_MAX;
    return HEAD_BYTES + length;
}

struct answer {
    int code;
    const uint8_t *out, *err;
    size_t out_length, err_length;
};

/* Reads `reply`; false when any byte of it is missing, wrong or too many. */
static bool parse_reply(struct answer *answer)
{
    const size_t fixed = HEAD_BYTES + 1 + 4 + 4;
    if (reply_length < fixed || expected_length() != reply_length)
        return false;
    size_t room = reply_length - fixed;
    answer->code = reply[HEAD_BYTES];
    answer->out = reply + HEAD_BYTES + 1 + 4;
    answer->out_length = get_number(answer->out - 4);
    if (answer->out_length > room)
        return false;
    answer->err = answer->out + answer->out_length + 4;
    answer->err_length = get_number(answer->err - 4);
    return answer->err_length == room - answer->out_length &&
           (answer->code <= EXIT_CODE_LAST || answer->code == RETIRED);
}

/* Sends the request on a non-blocking socket and reads one reply frame. */
static enum outcome exchange(int fd, int64_t until)
{
    for (size_t sent = 0; sent < request_length;) {
        if (!ready(fd, POLLOUT, until))
            return NO_ANSWER;
        ssize_t count = write(fd, request + sent, request_length - sent);
        if (count >= 0)
            sent += (size_t)count;
        else if (errno != EINTR && errno != EAGAIN)
            break; /* the other side has closed: it may have answered before */
    }
    for (reply_length = 0;;) {
        size_t expected = expected_length();
        if (expected == SIZE_MAX || (expected != 0 && reply_length >= expected))
            break;
        if (reply_length == sizeof reply || !ready(fd, POLLIN, until))
            return NO_ANSWER;
        ssize_t count = read(fd, reply + reply_length, sizeof reply - reply_length);
        if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN))
            break;
        if (count > 0)
            reply_length += (size_t)count;
    }
    struct answer answer;
    if (!parse_reply(&answer))
        return NO_ANSWER;
    return answer.code == RETIRED ? RETIRING : ANSWERED;
}

/* ---- trust ---- */

/* Goes into the run directory, so that all later names are relative to what was checked. */
static enum outcome enter_run_directory(void)
{
    struct stat status;
    if (chdir(options.home) != 0)
        return NO_ANSWER;
    int fd = open("run", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && (errno == ENOTDIR || errno == ELOOP)) {
        problem = "the run directory of Bailiwick is not a directory";
        return UNTRUSTED;
    }
    if (fd < 0)
        return NO_ANSWER;
    if (fstat(fd, &status) != 0 || status.st_uid != geteuid() || (status.st_mode & 022) != 0) {
        problem = "the run directory of Bailiwick belongs to another user or others may write to it";
        return UNTRUSTED;
    }
    int entered = fchdir(fd);
    close(fd);
    return entered == 0 ? ANSWERED : NO_ANSWER;
}

static bool peer_is_me(int fd)
{
#ifdef SO_PEERCRED
    struct ucred peer;
    socklen_t length = sizeof peer;
    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && peer.uid == geteuid();
#else
    uid_t user;
    gid_t group;
    return getpeereid(fd, &user, &group) == 0 && user == geteuid();
#endif
}

static bool set_flags(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    return flags >= 0 && fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0 && fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
}

/* A connection to the daemon in `*connection`, or why there is none; `*absent`: no daemon listens there. */
static enum outcome connect_daemon(int *connection, bool *absent)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "daemon.sock"};
    struct stat status;
    *absent = false;
    if (lstat(address.sun_path, &status) != 0) {
        *absent = errno == ENOENT;
        return NO_ANSWER;
    }
    if (status.st_uid != geteuid() || !S_ISSOCK(status.st_mode) || (status.st_mode & 022) != 0) {
        problem = "the socket of Bailiwick belongs to another user, is no socket, or others may write to it";
        return UNTRUSTED;
    }
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        return NO_ANSWER;
    if (set_flags(fd) && connect(fd, (struct sockaddr *)&address, sizeof address) == 0) {
        if (peer_is_me(fd)) {
            *connection = fd;
            return ANSWERED;
        }
        problem = "the decision service runs as another user";
        close(fd);
        return UNTRUSTED;
    }
    *absent = errno == ECONNREFUSED || errno == ENOENT;
    close(fd);
    return NO_ANSWER;
}

/* ---- children ---- */

/* Becomes the interpreter with `program`; a minimal environment, so that nothing of the agent's reaches it. */
static void run_python(const char *program)
{
    const char *arguments[6 + LIBRARIES + 1] = {options.python, "-I", "-S", "-c", program, options.home};
    memcpy(arguments + 6, options.libraries, options.library_count * sizeof *options.libraries);
    static const char *const kept[] = {"HOME", "PATH", "LANG", "TMPDIR", "USER"};
    static char values[sizeof kept / sizeof *kept][ENVELOPE_BYTES];
    char *environment[sizeof kept / sizeof *kept + 1];
    size_t count = 0;
    for (size_t index = 0; index < sizeof kept / sizeof *kept; index++) {
        const char *value = getenv(kept[index]);
        int length = value ? snprintf(values[count], ENVELOPE_BYTES, "%s=%s", kept[index], value) : -1;
        if (length > 0 && length < ENVELOPE_BYTES) {
            environment[count] = values[count];
            count++;
        }
    }
    environment[count] = NULL;
    execve(options.python, (char *const *)arguments, environment);
}

static bool redirect(int from, int to)
{
    return dup2(from, to) >= 0;
}

static pid_t start_daemon(void)
{
    pid_t child = fork();
    if (child != 0)
        return child;
    int null = open("/dev/null", O_RDWR);
    if (setsid() >= 0 && null >= 0 && redirect(null, 0) && redirect(null, 1) && redirect(null, 2) && chdir("/") == 0)
        run_python(START_DAEMON);
    _exit(EXIT_DENIED);
}

static enum outcome ask_evaluator(int64_t until)
{
    int ends[2];
    if (options.python == NULL || socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0 || !set_flags(ends[0]))
        return NO_ANSWER;
    pid_t child = fork();
    if (child == 0) {
        int null = open("/dev/null", O_RDWR);
        if (null >= 0 && redirect(ends[1], 0) && redirect(ends[1], 1) && redirect(null, 2) && chdir("/") == 0) {
            close(ends[0]);
            run_python(EVALUATE);
        }
        _exit(EXIT_DENIED);
    }
    close(ends[1]);
    enum outcome outcome = child > 0 ? exchange(ends[0], until) : NO_ANSWER;
    close(ends[0]);
    if (child > 0 && outcome != ANSWERED)
        kill(child, SIGKILL);
    return outcome == ANSWERED ? ANSWERED : NO_ANSWER;
}

/* ---- daemon ---- */

struct starter {
    int lock;    /* start.lock: whoever holds it starts the daemon, the others wait for its socket */
    pid_t child; /* the daemon being started, 0 when there is none */
};

/* Starts a daemon unless another client is doing so. False: no daemon can be started. */
static bool ensure_daemon(struct starter *starter)
{
    int status;
    if (starter->child > 0) {
        if (waitpid(starter->child, &status, WNOHANG) != starter->child)
            return true;
        starter->child = 0;
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
            return false; /* exit 0: it met a running daemon */
    }
    if (starter->lock < 0)
        starter->lock = open("start.lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (starter->lock < 0)
        return false;
    if (flock(starter->lock, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK;
    starter->child = start_daemon();
    return starter->child > 0;
}

static enum outcome ask_daemon(int64_t until)
{
    struct starter starter = {.lock = -1, .child = 0};
    int64_t wait = 2;
    enum outcome outcome = enter_run_directory();
    if (outcome != ANSWERED)
        return outcome;
    while (now_ms() < until) {
        int connection = -1;
        bool absent;
        outcome = connect_daemon(&connection, &absent);
        if (outcome == UNTRUSTED)
            return outcome;
        if (outcome == ANSWERED) {
            outcome = exchange(connection, until);
            close(connection);
            if (outcome == ANSWERED)
                return outcome;
            absent = outcome == RETIRING;
        }
        if (absent && (options.python == NULL || !ensure_daemon(&starter)))
            return NO_ANSWER;
        pause_ms(wait);
        wait = wait < 32 ? wait * 2 : 32;
    }
    return NO_ANSWER;
}

/* ---- ends ---- */

static bool write_all(int fd, const void *data, size_t length)
{
    for (const uint8_t *at = data; length > 0;) {
        ssize_t count = write(fd, at, length);
        if (count > 0) {
            at += count;
            length -= (size_t)count;
        } else if (count < 0 && errno == EAGAIN) {
            struct pollfd entry = {.fd = fd, .events = POLLOUT};
            poll(&entry, 1, RELAY_MS);
        } else if (count < 0 && errno != EINTR) {
            return false;
        }
    }
    return true;
}

static int relay(void)
{
    struct answer answer;
    if (!parse_reply(&answer))
        return EXIT_DENIED;
    write_all(STDERR_FILENO, answer.err, answer.err_length);
    if (!write_all(STDOUT_FILENO, answer.out, answer.out_length) && options.closed)
        return EXIT_DENIED; /* a denial that cannot be said in words is said by the exit code */
    return answer.code;
}

/* Leaves a record that the next daemon logs: the request frame, then the reason. */
static void spool_unchecked(void)
{
    struct timespec time;
    char name[96], draft[100];
    clock_gettime(CLOCK_REALTIME, &time);
    snprintf(name, sizeof name, "%010lld-%09ld-%ld.unchecked", (long long)time.tv_sec, time.tv_nsec, (long)getpid());
    snprintf(draft, sizeof draft, ".%s", name);
    if (chdir(options.home) != 0 || chdir("spool") != 0)
        return;
    int fd = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return;
    bool whole = write_all(fd, request, request_length) && write_all(fd, problem, strlen(problem));
    if (close(fd) != 0 || !whole || rename(draft, name) != 0)
        unlink(draft);
}

static int fail(void)
{
    if (!options.closed) {
        spool_unchecked();
        return 0;
    }
    char line[512];
    int length = snprintf(line, sizeof line,
                          "bailiwick: denied, because no decision could be made: %s. "
                          "A person can find the cause with `bailiwick doctor`.\n",
                          problem);
    write_all(STDERR_FILENO, line, (size_t)length < sizeof line ? (size_t)length : sizeof line - 1);
    return EXIT_DENIED;
}

static void out_of_time(int signal_number)
{
    (void)signal_number;
    _exit(options.closed ? EXIT_DENIED : 0);
}

static void set_watchdog(int64_t milliseconds)
{
    struct itimerval timer = {
        .it_value = {.tv_sec = milliseconds / 1000, .tv_usec = (milliseconds % 1000) * 1000},
    };
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file size limit must be an error that is handled, not a death that may pass */
    signal(SIGALRM, out_of_time);
    setitimer(ITIMER_REAL, &timer, NULL);
}

static bool parse_arguments(int count, char **words)
{
    for (int index = 1; index + 1 < count; index += 2) {
        const char *name = words[index], *value = words[index + 1];
        if (strcmp(name, "--home") == 0)
            options.home = value;
        else if (strcmp(name, "--dialect") == 0)
            options.dialect = value;
        else if (strcmp(name, "--python") == 0)
            options.python = value;
        else if (strcmp(name, "--fail") == 0 && (strcmp(value, "closed") == 0 || strcmp(value, "open") == 0))
            options.closed = strcmp(value, "closed") == 0;
        else if (strcmp(name, "--deadline-ms") == 0)
            options.deadline_ms = strtol(value, NULL, 10);
        else if (strcmp(name, "--lib") == 0 && options.library_count < LIBRARIES)
            options.libraries[options.library_count++] = value;
        else
            return false;
    }
    return count % 2 == 1 && options.home != NULL && options.dialect != NULL && options.deadline_ms >= 2 * RELAY_MS &&
           options.deadline_ms <= 600000;
}

int main(int count, char **words)
{
    if (count == 2 && strcmp(words[1], "--version") == 0)
        return puts(BAILIWICK_VERSION) < 0;
    if (!parse_arguments(count, words)) {
        static const char usage[] = "bailiwick-hook: denied, because the hook command is wrong: expected --home DIR --dialect "
                                    "NAME [--fail closed|open] [--deadline-ms N] [--python PROGRAM] [--lib DIR]...; "
                                    "`bailiwick init` writes it anew.\n";
        write_all(STDERR_FILENO, usage, sizeof usage - 1);
        return EXIT_DENIED;
    }
    set_watchdog(options.deadline_ms + WATCHDOG_MS);
    int64_t start = now_ms(), end = start + options.deadline_ms - RELAY_MS;
    if (!build_request(end))
        return fail();
    enum outcome outcome = ask_daemon(start + options.deadline_ms / 2);
    if (outcome == NO_ANSWER || outcome == RETIRING)
        outcome = ask_evaluator(end);
    return outcome == ANSWERED ? relay() : fail();
}
