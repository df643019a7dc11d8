// libcurl for Swift: its variadic functions, one typed `static inline` function per kind of argument.
#ifndef SESAME_CCURL_SHIM_H
#define SESAME_CCURL_SHIM_H

#include <curl/curl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/// The handles by names of our own: newer headers may type them differently.
typedef CURL *sesame_curl;
typedef CURLM *sesame_curl_multi;

/// Takes received bytes; another count than `size * count` ends the transfer.
typedef size_t (*sesame_curl_sink)(char *bytes, size_t size, size_t count, void *context);

static inline sesame_curl sesame_curl_new(void) { return curl_easy_init(); }
static inline void sesame_curl_free(sesame_curl handle) { curl_easy_cleanup(handle); }

static inline CURLcode sesame_curl_set_long(sesame_curl handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode sesame_curl_set_offset(sesame_curl handle, CURLoption option, int64_t value) {
    return curl_easy_setopt(handle, option, (curl_off_t)value);
}

/// The text is copied; NULL resets the option.
static inline CURLcode sesame_curl_set_text(sesame_curl handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode sesame_curl_set_list(sesame_curl handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode sesame_curl_set_pointer(sesame_curl handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

/// The bytes are copied.
static inline CURLcode sesame_curl_set_blob(sesame_curl handle, CURLoption option, const void *bytes, size_t count) {
    struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
    return curl_easy_setopt(handle, option, &blob);
}

/// The bytes are copied; they may hold zeros.
static inline CURLcode sesame_curl_set_body(sesame_curl handle, const void *bytes, size_t count) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
    if (code != CURLE_OK) return code;
    return curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, count > 0 ? (const char *)bytes : "");
}

/// A body that is read once, from the front, and cannot be rewound.
typedef struct {
    size_t length, taken;
    char bytes[];
} sesame_curl_body;

static inline size_t sesame_curl_body_read(char *buffer, size_t size, size_t count, void *context) {
    sesame_curl_body *body = (sesame_curl_body *)context;
    size_t left = body->length - body->taken, room = size * count;
    size_t part = left < room ? left : room;
    memcpy(buffer, body->bytes + body->taken, part);
    body->taken += part;
    return part;
}

/// Gives the bytes in a way in which libcurl cannot send them a second time: once some are gone it has to rewind to
/// begin again, which fails with CURLE_SEND_FAIL_REWIND. The result outlives the transfer and is freed by the caller.
static inline sesame_curl_body *sesame_curl_set_body_once(sesame_curl handle, const void *bytes, size_t count) {
    sesame_curl_body *body = (sesame_curl_body *)malloc(sizeof(sesame_curl_body) + count);
    if (body == NULL) return NULL;
    body->length = count;
    body->taken = 0;
    memcpy(body->bytes, bytes, count);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, sesame_curl_body_read);
    curl_easy_setopt(handle, CURLOPT_READDATA, body);
    return body;
}

static inline void sesame_curl_body_free(sesame_curl_body *body) { free(body); }

static inline CURLcode sesame_curl_set_body_sink(sesame_curl handle, sesame_curl_sink sink, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, sink);
    return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_WRITEDATA, context);
}

static inline CURLcode sesame_curl_set_header_sink(sesame_curl handle, sesame_curl_sink sink, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, sink);
    return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_HEADERDATA, context);
}

/// The number, or 0 when it cannot be had.
static inline long sesame_curl_get_long(sesame_curl handle, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}

/// The number, or 0 when it cannot be had.
static inline int64_t sesame_curl_get_offset(sesame_curl handle, CURLINFO info) {
    curl_off_t value = 0;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? (int64_t)value : 0;
}

/// The socket of a connection that was made and left to the caller (CURLOPT_CONNECT_ONLY); -1 when there is none.
static inline int sesame_curl_get_socket(sesame_curl handle) {
    curl_socket_t value = CURL_SOCKET_BAD;
    return curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, &value) == CURLE_OK ? (int)value : -1;
}

/// How many certificates the server showed; asks for CURLOPT_CERTINFO beforehand.
static inline int sesame_curl_certificate_count(sesame_curl handle) {
    struct curl_certinfo *info = NULL;
    if (curl_easy_getinfo(handle, CURLINFO_CERTINFO, &info) != CURLE_OK || info == NULL) return 0;
    return info->num_of_certs;
}

/// What is known of one certificate, as `name:value` texts; valid until the next transfer.
static inline const struct curl_slist *sesame_curl_certificate(sesame_curl handle, int index) {
    struct curl_certinfo *info = NULL;
    if (curl_easy_getinfo(handle, CURLINFO_CERTINFO, &info) != CURLE_OK || info == NULL) return NULL;
    return index < info->num_of_certs ? info->certinfo[index] : NULL;
}

static inline sesame_curl_multi sesame_curl_multi_new(void) { return curl_multi_init(); }
static inline void sesame_curl_multi_free(sesame_curl_multi multi) { curl_multi_cleanup(multi); }

static inline CURLMcode sesame_curl_multi_set_long(sesame_curl_multi multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

/// The next transfer that has ended, with its result; NULL when there is none.
static inline sesame_curl sesame_curl_multi_next_done(sesame_curl_multi multi, CURLcode *result) {
    int left = 0;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left)) != NULL) {
        if (message->msg == CURLMSG_DONE) {
            *result = message->data.result;
            return message->easy_handle;
        }
    }
    return NULL;
}

#endif
