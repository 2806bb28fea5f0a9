#include "preview/listen.h"

#include "base/file.h"
#include "preview/messages.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>

/* Where the kernel chooses a port that is free at one address, it may be taken at the other. */
#define ANY_PORT_TRIES 20

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static union address loopback(int family, uint16_t port) {
    union address address = {0};

    if (family == AF_INET) {
        address.v4 = (struct sockaddr_in){
            .sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    } else {
        address.v6 = (struct sockaddr_in6){
            .sin6_family = AF_INET6, .sin6_port = htons(port), .sin6_addr = in6addr_loopback};
    }
    return address;
}

/* 0, or what errno says. */
static int bind_and_listen(int descriptor, int family, uint16_t port) {
    union address address = loopback(family, port);
    socklen_t size = family == AF_INET ? sizeof address.v4 : sizeof address.v6;
    int on = 1;

    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (family == AF_INET6) {
        setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    }
    if (bind(descriptor, &address.any, size) != 0 || listen(descriptor, SOMAXCONN) != 0) {
        return errno;
    }
    return 0;
}

static int add_address(struct listening *listening, int family) {
    int descriptor = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int error = descriptor < 0 ? errno : bind_and_listen(descriptor, family, listening->port);

    if (error && descriptor >= 0) {
        close(descriptor);
    } else if (!error) {
        listening->sockets[listening->count++] = descriptor;
    }
    return error;
}

static int learn_port(struct listening *listening) {
    union address address = {0};
    socklen_t size = sizeof address;

    if (getsockname(listening->sockets[0], &address.any, &size) != 0) {
        return errno;
    }
    listening->port = ntohs(address.v4.sin_port);
    return 0;
}

/* A machine without IPv6 is fine; a port that is another program's there is not, for a browser may
   take "localhost" for that one. */
static int try_port(struct listening *listening, uint16_t port) {
    int error;

    *listening = (struct listening){.port = port};
    error = add_address(listening, AF_INET);
    error = error ? error : learn_port(listening);
    if (!error && add_address(listening, AF_INET6) == EADDRINUSE) {
        error = EADDRINUSE;
    }
    if (error) {
        listen_close(listening);
    }
    return error;
}

static void report(struct diags *diags, const struct message *message, uint16_t port, int error) {
    struct arena scratch = {0};

    errno = error;
    diag(diags, message, (struct place){0}, str_format(&scratch, "%u", (unsigned)port),
         file_result_text(FILE_FAILED));
    arena_release(&scratch);
}

bool listen_open(struct listening *listening, uint16_t first, uint16_t last, struct diags *diags) {
    unsigned tries = first ? (unsigned)(last - first) + 1 : ANY_PORT_TRIES;
    int error = 0;

    for (unsigned i = 0; i < tries; i++) {
        error = try_port(listening, (uint16_t)(first ? first + i : 0));
        if (error != EADDRINUSE) {
            break;
        }
    }
    if (error) {
        report(diags, error == EADDRINUSE ? &MSG_PORT_TAKEN : &MSG_PORT, first, error);
    }
    return !error;
}

void listen_close(struct listening *listening) {
    for (size_t i = 0; i < listening->count; i++) {
        close(listening->sockets[i]);
    }
    listening->count = 0;
}
