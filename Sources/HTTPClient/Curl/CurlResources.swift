import CCurl
import Digest

/// A libcurl handle with the memory that must live as long as it; freed together.
final class CurlResources {
    let handle: sesame_curl
    private let message: UnsafeMutablePointer<CChar>
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var connectList: UnsafeMutablePointer<curl_slist>?
    private var body: UnsafeMutablePointer<sesame_curl_body>?

    init?() {
        guard let handle = sesame_curl_new() else { return nil }
        self.handle = handle
        message = .allocate(capacity: Int(CURL_ERROR_SIZE))
        message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        sesame_curl_free(handle)
        curl_slist_free_all(headerList)
        curl_slist_free_all(connectList)
        sesame_curl_body_free(body)
        message.deallocate()
    }

    /// libcurl's words about a failure; may be empty.
    var detail: String { String(cString: message) }

    /// Tells libcurl everything that the plan says.
    func apply(_ plan: CurlPlan, remaining: Duration) {
        set(CURLOPT_ERRORBUFFER, pointer: message)
        set(CURLOPT_URL, plan.url)
        set(CURLOPT_PATH_AS_IS, 1)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_CONNECTTIMEOUT_MS, max(1, plan.request.timeouts.connect.milliseconds))
        set(CURLOPT_TIMEOUT_MS, max(1, remaining.milliseconds))
        // Both set, even to nothing: otherwise libcurl reads the process's environment.
        set(CURLOPT_PROXY, plan.proxy)
        set(CURLOPT_NOPROXY, "")
        if plan.request.responseLimit > 0 {
            _ = sesame_curl_set_offset(handle, CURLOPT_MAXFILESIZE_LARGE, Int64(plan.request.responseLimit))
        }
        if let place = plan.connectTo {
            connectList = curl_slist_append(nil, place)
            _ = sesame_curl_set_list(handle, CURLOPT_CONNECT_TO, connectList)
        }
        apply(plan.trust)
        switch plan.purpose {
        case .exchange:
            for line in plan.headerLines { headerList = curl_slist_append(headerList, line) }
            _ = sesame_curl_set_list(handle, CURLOPT_HTTPHEADER, headerList)
            apply(plan.request)
        case .certificates:
            set(CURLOPT_CONNECT_ONLY, 1)
            set(CURLOPT_CERTINFO, 1)
            set(CURLOPT_FRESH_CONNECT, 1)
            set(CURLOPT_FORBID_REUSE, 1)
        case .connection:
            // Nobody here could speak HTTP/2, and libcurl's own send crashes on a connection that agreed on it.
            set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
            set(CURLOPT_HTTPPROXYTUNNEL, 1)
            set(CURLOPT_CONNECT_ONLY, 1)
            set(CURLOPT_FRESH_CONNECT, 1)
        }
    }

    private func apply(_ request: HTTPRequest) {
        // Without a body there is nothing that libcurl could fail to rewind, and only a new connection stops it.
        if request.wantsFreshConnection || request.sendsOnce && request.body.isEmpty { set(CURLOPT_FRESH_CONNECT, 1) }
        if request.method == "HEAD" {
            set(CURLOPT_NOBODY, 1)
        } else if !request.body.isEmpty || ["POST", "PUT", "PATCH"].contains(request.method) {
            set(CURLOPT_POST, 1)
            request.body.withUnsafeBytes { bytes in
                if request.sendsOnce, !bytes.isEmpty {
                    body = sesame_curl_set_body_once(handle, bytes.baseAddress, bytes.count)
                } else {
                    _ = sesame_curl_set_body(handle, bytes.baseAddress, bytes.count)
                }
            }
            set(CURLOPT_CUSTOMREQUEST, request.method)
        } else {
            set(CURLOPT_HTTPGET, 1)
            set(CURLOPT_CUSTOMREQUEST, request.method)
        }
    }

    private func apply(_ trust: HTTPTrust) {
        set(CURLOPT_SSL_VERIFYPEER, trust.acceptsAnyCertificate ? 0 : 1)
        set(CURLOPT_SSL_VERIFYHOST, trust.acceptsAnyCertificate ? 0 : 2)
        switch trust.roots {
        case .system: break
        case .file(let path):
            set(CURLOPT_CAINFO, path)
            // The system's directory of authorities would be believed as well.
            _ = sesame_curl_set_text(handle, CURLOPT_CAPATH, nil)
        case .pem(let text):
            set(CURLOPT_CAINFO_BLOB, blob: text)
            _ = sesame_curl_set_text(handle, CURLOPT_CAPATH, nil)
        }
        if let certificate = trust.clientCertificate {
            set(CURLOPT_SSLCERTTYPE, "PEM")
            set(CURLOPT_SSLCERT_BLOB, blob: certificate.certificatePEM)
            set(CURLOPT_SSLKEYTYPE, "PEM")
            set(CURLOPT_SSLKEY_BLOB, blob: certificate.privateKeyPEM)
        }
    }

    /// The certificates that the server showed, its own first.
    func certificates() -> [CertificateSummary] {
        (0..<sesame_curl_certificate_count(handle)).compactMap { index in
            var entry = sesame_curl_certificate(handle, index)
            while let item = entry?.pointee {
                let text = String(cString: item.data)
                if text.hasPrefix("Cert:") { return try? CertificateSummary(pem: String(text.dropFirst(5))) }
                entry = UnsafePointer(item.next)
            }
            return nil
        }
    }

    private func set(_ option: CURLoption, _ value: Int) { _ = sesame_curl_set_long(handle, option, value) }

    private func set(_ option: CURLoption, _ value: String) { _ = sesame_curl_set_text(handle, option, value) }

    private func set(_ option: CURLoption, pointer: UnsafeMutablePointer<CChar>) {
        _ = sesame_curl_set_pointer(handle, option, pointer)
    }

    private func set(_ option: CURLoption, blob text: String) {
        var text = text
        text.withUTF8 { _ = sesame_curl_set_blob(handle, option, $0.baseAddress, $0.count) }
    }
}

extension Duration {
    /// Whole milliseconds, rounded up.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
