import COpenSSL
import NIOCore

/// The server's side of one TLS connection, without a socket: what came from the client goes in, what is for it comes
/// out.
///
/// Nothing here waits. A session that has failed is good for nothing but the alert that `takeOutput` gives.
final class TLSSession {
    /// How far a handshake is.
    enum Handshake {
        /// More must come from the client.
        case unfinished
        case done
        case failed(String)
    }

    /// Why there is no more to read.
    enum End {
        /// More must come from the client.
        case drained
        /// The client has said that it sends nothing more (`close_notify`).
        case goodbye
        case failed(String)
    }

    /// What is encrypted at once; bounds how much the outgoing memory file grows to.
    private static let portion = 1 << 16

    private let ssl: OpaquePointer
    /// Memory files, owned by `ssl`.
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer

    /// Takes over an `SSL`.
    init?(_ ssl: OpaquePointer?) {
        guard let ssl else { return nil }
        guard let incoming = BIO_new(BIO_s_mem()), let outgoing = BIO_new(BIO_s_mem()) else {
            SSL_free(ssl)
            return nil
        }
        SSL_set_bio(ssl, incoming, outgoing)
        SSL_set_accept_state(ssl)
        (self.ssl, self.incoming, self.outgoing) = (ssl, incoming, outgoing)
    }

    deinit { SSL_free(ssl) }

    /// Takes what came from the client.
    func receive(_ buffer: ByteBuffer) {
        buffer.withUnsafeReadableBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
                // A memory file takes everything, or there is no memory left.
                guard BIO_write(incoming, part.baseAddress, Int32(part.count)) == part.count else { return }
                rest = rest.dropFirst(part.count)
            }
        }
    }

    /// Goes on with the handshake.
    func shakeHands() -> Handshake {
        ERR_clear_error()
        let result = SSL_do_handshake(ssl)
        if result == 1 { return .done }
        return SSL_get_error(ssl, result) == SSL_ERROR_WANT_READ ? .unfinished : .failed(OpenSSLReason.take())
    }

    /// Decrypts all that is complete.
    func read(into buffer: inout ByteBuffer) -> End {
        while true {
            ERR_clear_error()
            var result: Int32 = 0
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: 1 << 14) { space in
                var count = 0
                result = SSL_read_ex(ssl, space.baseAddress, space.count, &count)
                return result == 1 ? count : 0
            }
            if result == 1 { continue }
            switch SSL_get_error(ssl, result) {
            case SSL_ERROR_WANT_READ: return .drained
            case SSL_ERROR_ZERO_RETURN: return .goodbye
            default: return .failed(OpenSSLReason.take())
            }
        }
    }

    /// Encrypts bytes; false where the session has failed.
    func write(_ bytes: ByteBuffer, into buffer: inout ByteBuffer) -> Bool {
        bytes.withUnsafeReadableBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest.prefix(Self.portion))
                var count = 0
                ERR_clear_error()
                guard SSL_write_ex(ssl, part.baseAddress, part.count, &count) == 1 else {
                    ERR_clear_error()
                    return false
                }
                rest = rest.dropFirst(count)
                takeOutput(into: &buffer)
            }
            return true
        }
    }

    /// Says that nothing more is sent (`close_notify`); not before the handshake is done.
    func sayGoodbye() {
        ERR_clear_error()
        _ = SSL_shutdown(ssl)
        ERR_clear_error()
    }

    /// Takes what is for the client.
    func takeOutput(into buffer: inout ByteBuffer) {
        while true {
            let count = Int32(clamping: BIO_ctrl_pending(outgoing))
            guard count > 0 else { return }
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: Int(count)) { space in
                Int(max(0, BIO_read(outgoing, space.baseAddress, count)))
            }
        }
    }
}
