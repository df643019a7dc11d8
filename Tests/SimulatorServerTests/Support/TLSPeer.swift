import COpenSSL

/// OpenSSL's client side over memory files: the other end of what is tested.
final class TLSPeer {
    private let context: OpaquePointer
    let ssl: OpaquePointer
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer

    /// - Parameters:
    ///   - versions: the oldest and the newest TLS that it speaks.
    ///   - protocols: what it offers by ALPN, in wire form.
    init?(
        versions: ClosedRange<Int32> = TLS1_2_VERSION...TLS1_3_VERSION, protocols: String = "\u{02}h2\u{08}http/1.1"
    ) {
        guard let context = SSL_CTX_new(TLS_client_method()), let ssl = SSL_new(context),
            let incoming = BIO_new(BIO_s_mem()), let outgoing = BIO_new(BIO_s_mem())
        else { return nil }
        (self.context, self.ssl, self.incoming, self.outgoing) = (context, ssl, incoming, outgoing)
        // What the system's own settings call too old must be spoken here.
        SSL_set_cipher_list(ssl, "DEFAULT@SECLEVEL=0")
        SSL_ctrl(ssl, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(versions.lowerBound), nil)
        SSL_ctrl(ssl, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(versions.upperBound), nil)
        SSL_set_alpn_protos(ssl, Array(protocols.utf8), UInt32(protocols.utf8.count))
        SSL_set_bio(ssl, incoming, outgoing)
        SSL_set_connect_state(ssl)
    }

    deinit {
        SSL_free(ssl)
        SSL_CTX_free(context)
    }

    func receive(_ bytes: [UInt8]) {
        _ = bytes.withUnsafeBytes { BIO_write(incoming, $0.baseAddress, Int32($0.count)) }
    }

    /// What is for the server.
    func takeOutput() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: BIO_ctrl_pending(outgoing))
        let count = bytes.withUnsafeMutableBytes { BIO_read(outgoing, $0.baseAddress, Int32($0.count)) }
        return Array(bytes.prefix(Int(max(0, count))))
    }

    /// Whether the handshake is done.
    @discardableResult
    func shakeHands() -> Bool {
        ERR_clear_error()
        guard SSL_do_handshake(ssl) != 1 else { return true }
        if let text = ERR_reason_error_string(ERR_get_error()) { refusals.append(String(cString: text)) }
        return false
    }

    /// Why handshakes have failed, in OpenSSL's words.
    private(set) var refusals: [String] = []

    func write(_ bytes: [UInt8]) {
        ERR_clear_error()
        var count = 0
        _ = bytes.withUnsafeBytes { SSL_write_ex(ssl, $0.baseAddress, $0.count, &count) }
    }

    /// All that is there now.
    func read() -> [UInt8] {
        var all: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 14)
        var count = 0
        ERR_clear_error()
        while part.withUnsafeMutableBytes({ SSL_read_ex(ssl, $0.baseAddress, $0.count, &count) }) == 1 {
            all += part.prefix(count)
        }
        return all
    }

    func sayGoodbye() { _ = SSL_shutdown(ssl) }

    /// Whether the server has said that it sends nothing more.
    var heardGoodbye: Bool { SSL_get_shutdown(ssl) & SSL_RECEIVED_SHUTDOWN != 0 }

    var version: Int32 { SSL_version(ssl) }

    /// The protocol that ALPN led to, empty for none.
    var protocolName: String {
        var (name, count) = (UnsafePointer<UInt8>?.none, UInt32(0))
        SSL_get0_alpn_selected(ssl, &name, &count)
        return String(decoding: UnsafeBufferPointer(start: name, count: Int(count)), as: UTF8.self)
    }

    /// How many certificates the server sent.
    var chainLength: Int { Int(OPENSSL_sk_num(SSL_get_peer_cert_chain(ssl))) }
}
