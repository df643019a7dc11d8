// OpenSSL 3 for Swift: macros, stack accessors and the few functions that Swift cannot call become typed
// `static inline` functions; nothing here allocates except where its comment says so.
#ifndef SESAME_COPENSSL_SHIM_H
#define SESAME_COPENSSL_SHIM_H

// The SHA256_Init family is marked deprecated in favour of EVP, whose context allocation and algorithm look-up cost
// several times the hash itself for the short messages that signatures are made of. It stays in every OpenSSL 3.
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdint.h>
#include <string.h>

// MARK: SHA-256

typedef struct sesame_sha256 {
    SHA256_CTX context;
} sesame_sha256;

static inline void sesame_sha256_begin(sesame_sha256 *hash) { SHA256_Init(&hash->context); }

static inline void sesame_sha256_update(sesame_sha256 *hash, const void *bytes, size_t count) {
    if (count > 0) SHA256_Update(&hash->context, bytes, count);
}

/// Writes 32 bytes and leaves `hash` unusable.
static inline void sesame_sha256_end(sesame_sha256 *hash, uint8_t *digest) { SHA256_Final(digest, &hash->context); }

// MARK: SHA-1

static inline void sesame_sha1(const void *bytes, size_t count, uint8_t *digest) {
    SHA_CTX context;
    SHA1_Init(&context);
    if (count > 0) SHA1_Update(&context, bytes, count);
    SHA1_Final(digest, &context);
}

// MARK: RSA keys

/// A new RSA key of so many bits, or NULL; the caller frees it.
static inline EVP_PKEY *sesame_rsa_generate(unsigned int bits) { return EVP_RSA_gen(bits); }

/// An RSA public key of big-endian modulus and exponent, or NULL; the caller frees it.
static inline EVP_PKEY *sesame_rsa_public(const uint8_t *modulus, size_t modulusCount,
                                          const uint8_t *exponent, size_t exponentCount) {
    EVP_PKEY *key = NULL;
    BIGNUM *n = BN_bin2bn(modulus, (int)modulusCount, NULL);
    BIGNUM *e = BN_bin2bn(exponent, (int)exponentCount, NULL);
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    OSSL_PARAM *parameters = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
    if (n && e && builder && context && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n) == 1 &&
        OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, e) == 1 &&
        (parameters = OSSL_PARAM_BLD_to_param(builder)) != NULL && EVP_PKEY_fromdata_init(context) == 1) {
        if (EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1) key = NULL;
    }
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(builder);
    EVP_PKEY_CTX_free(context);
    BN_free(n);
    BN_free(e);
    return key;
}

/// Writes the big-endian modulus (`exponent` 0) or public exponent (`exponent` 1) and returns its length; 0 when the
/// key is no RSA key or `capacity` is too small.
static inline size_t sesame_rsa_number(const EVP_PKEY *key, int exponent, uint8_t *bytes, size_t capacity) {
    BIGNUM *number = NULL;
    size_t count = 0;
    if (EVP_PKEY_get_bn_param(key, exponent ? OSSL_PKEY_PARAM_RSA_E : OSSL_PKEY_PARAM_RSA_N, &number) == 1) {
        count = (size_t)BN_num_bytes(number);
        if (count <= capacity) BN_bn2bin(number, bytes);
        else count = 0;
    }
    BN_free(number);
    return count;
}

/// RSASSA-PKCS1-v1_5 with SHA-256. `signature` holds `*count` bytes; 1 on success.
static inline int sesame_rs256_sign(EVP_PKEY *key, const uint8_t *message, size_t messageCount,
                                    uint8_t *signature, size_t *count) {
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    int done = context && EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
               EVP_DigestSign(context, signature, count, message, messageCount) == 1;
    EVP_MD_CTX_free(context);
    return done;
}

/// 1 when `signature` is the RS256 signature of `message`, 0 otherwise.
static inline int sesame_rs256_verify(EVP_PKEY *key, const uint8_t *message, size_t messageCount,
                                      const uint8_t *signature, size_t count) {
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    int valid = context && EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
                EVP_DigestVerify(context, signature, count, message, messageCount) == 1;
    EVP_MD_CTX_free(context);
    ERR_clear_error();
    return valid;
}

// MARK: EC keys and certificates

/// A new P-256 key, or NULL; the caller frees it.
static inline EVP_PKEY *sesame_p256_generate(void) { return EVP_EC_gen("P-256"); }

/// Adds the extension `nid` with OpenSSL's own text form of its value; `issuer` names the signer. 1 on success.
static inline int sesame_x509_extend(X509 *certificate, X509 *issuer, int nid, const char *value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
    int done = extension && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return done;
}

/// Sets one text entry (`CN`, `O`) of a name to UTF-8. 1 on success.
static inline int sesame_x509_name_set(X509_NAME *name, const char *field, const char *value) {
    return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, (const unsigned char *)value, -1, -1, 0);
}

/// Sets the validity in seconds since 1970. 1 on success.
static inline int sesame_x509_validity(X509 *certificate, int64_t notBefore, int64_t notAfter) {
    return ASN1_TIME_set(X509_getm_notBefore(certificate), (time_t)notBefore) != NULL &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), (time_t)notAfter) != NULL;
}

/// Sets a positive serial number of `count` big-endian bytes. 1 on success.
static inline int sesame_x509_serial(X509 *certificate, const uint8_t *bytes, size_t count) {
    BIGNUM *number = BN_bin2bn(bytes, (int)count, NULL);
    int done = number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != NULL;
    BN_free(number);
    return done;
}

/// Seconds since 1970 of a certificate time; 0 when it cannot be read.
static inline int64_t sesame_asn1_seconds(const ASN1_TIME *time) {
    int days = 0, seconds = 0;
    ASN1_TIME *epoch = ASN1_TIME_set(NULL, 0);
    int done = epoch && time && ASN1_TIME_diff(&days, &seconds, epoch, time) == 1;
    ASN1_TIME_free(epoch);
    return done ? (int64_t)days * 86400 + seconds : 0;
}

static inline int64_t sesame_x509_not_before(const X509 *certificate) {
    return sesame_asn1_seconds(X509_get0_notBefore(certificate));
}

static inline int64_t sesame_x509_not_after(const X509 *certificate) {
    return sesame_asn1_seconds(X509_get0_notAfter(certificate));
}

/// The bytes that a memory BIO holds; valid until the BIO changes.
static inline const uint8_t *sesame_bio_bytes(BIO *bio, size_t *count) {
    char *bytes = NULL;
    long held = BIO_get_mem_data(bio, &bytes);
    *count = held > 0 ? (size_t)held : 0;
    return (const uint8_t *)bytes;
}

/// Writes a name as one line (RFC 2253), UTF-8 left readable. 1 on success.
static inline int sesame_x509_name_print(BIO *bio, const X509_NAME *name) {
    return X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) >= 0;
}

static inline GENERAL_NAMES *sesame_x509_names(const X509 *certificate) {
    return (GENERAL_NAMES *)X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
}

static inline void sesame_names_free(GENERAL_NAMES *names) { GENERAL_NAMES_free(names); }

static inline int sesame_names_count(const GENERAL_NAMES *names) { return sk_GENERAL_NAME_num(names); }

/// The bytes of alternative name `index`: `*kind` is 2 for a DNS name, 7 for an IP address; NULL for other kinds.
static inline const uint8_t *sesame_names_at(const GENERAL_NAMES *names, int index, int *kind, size_t *count) {
    const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, index);
    *kind = name->type;
    const ASN1_STRING *text = name->type == GEN_DNS     ? name->d.dNSName
                              : name->type == GEN_IPADD ? name->d.iPAddress
                                                        : NULL;
    if (text == NULL) return NULL;
    *count = (size_t)ASN1_STRING_length(text);
    return ASN1_STRING_get0_data(text);
}

// MARK: TLS servers

/// Takes HTTP/1.1 where a client offers it; a client that offers other protocols only gets no answer about them.
static inline int sesame_tls_choose(SSL *ssl, const unsigned char **chosen, unsigned char *chosenCount,
                                    const unsigned char *offered, unsigned int offeredCount, void *unused) {
    (void)ssl;
    (void)unused;
    static const unsigned char known[] = "\x08http/1.1";
    unsigned char *found = NULL;
    if (SSL_select_next_proto(&found, chosenCount, known, sizeof known - 1, offered, offeredCount) !=
        OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_NOACK;
    *chosen = found;
    return SSL_TLSEXT_ERR_OK;
}

/// A new context for servers, or NULL; the caller frees it. TLS 1.2 or later, no renegotiation, and nothing that is
/// remembered from one connection to the next.
static inline SSL_CTX *sesame_tls_server_context(void) {
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    if (context == NULL) return NULL;
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_alpn_select_cb(context, sesame_tls_choose, NULL);
    if (SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1 || SSL_CTX_set_num_tickets(context, 0) != 1) {
        SSL_CTX_free(context);
        return NULL;
    }
    return context;
}

/// Adds one certificate to the chain that follows the server's own; the caller keeps its reference. 1 on success.
static inline int sesame_tls_add_chain(SSL_CTX *context, X509 *certificate) {
    return (int)SSL_CTX_add1_chain_cert(context, certificate);
}

#endif
