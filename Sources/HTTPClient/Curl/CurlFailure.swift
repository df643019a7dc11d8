import CCurl

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Turns libcurl's codes into facts.
struct CurlFailure {
    private let plan: CurlPlan
    private let isTooLong: Bool
    private let detail: String
    private let systemError: Int32
    private let verifyResult: Int
    private let proxyStatus: Int
    private let wasConnected: Bool
    private let hadAnswer: Bool

    init(plan: CurlPlan, resources: CurlResources, isTooLong: Bool) {
        let handle = resources.handle
        self.plan = plan
        self.isTooLong = isTooLong
        detail = resources.detail
        systemError = Int32(truncatingIfNeeded: sesame_curl_get_long(handle, CURLINFO_OS_ERRNO))
        verifyResult = sesame_curl_get_long(handle, CURLINFO_SSL_VERIFYRESULT)
        proxyStatus = sesame_curl_get_long(handle, CURLINFO_HTTP_CONNECTCODE)
        wasConnected = sesame_curl_get_offset(handle, CURLINFO_PRETRANSFER_TIME_T) > 0
        // Not the time of the first byte: libcurl notes that when a body that it reads piece by piece is sent.
        hadAnswer = sesame_curl_get_long(handle, CURLINFO_HEADER_SIZE) > 0
    }

    func error(_ code: CURLcode) -> TransportError {
        let host = plan.target.host
        switch code {
        case CURLE_URL_MALFORMAT: return .invalidRequest("the URL cannot be read")
        // What is behind such a proxy is looked up by the proxy itself: only its own name was looked up here.
        case CURLE_COULDNT_RESOLVE_HOST where plan.proxy.hasPrefix("socks5h://"):
            return .cannotResolveProxy(ProxySettings.masked(plan.proxy))
        case CURLE_COULDNT_RESOLVE_HOST: return .cannotResolve(host: host)
        case CURLE_COULDNT_RESOLVE_PROXY: return .cannotResolveProxy(ProxySettings.masked(plan.proxy))
        case CURLE_COULDNT_CONNECT: return connectionFailure
        case CURLE_OPERATION_TIMEDOUT:
            let phase: TimeoutPhase = !wasConnected ? .connecting : !hadAnswer ? .waiting : .receiving
            return .timedOut(phase, host: host)
        case CURLE_WRITE_ERROR where isTooLong, CURLE_FILESIZE_EXCEEDED:
            return .tooLarge(limit: plan.request.responseLimit)
        case CURLE_PARTIAL_FILE: return .truncated(host: host)
        // The URL's scheme was checked before: what is not supported is what the server speaks.
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL: return .notHTTP(host: host)
        // The last one: the connection died, and the body of a request that is sent once was under way already.
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM,
            CURLE_SEND_FAIL_REWIND:
            return brokenConnection
        case CURLE_PROXY: return .proxyRefused(proxy: ProxySettings.masked(plan.proxy), status: proxyStatus)
        case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE:
            return .unusableTrust(detail.isEmpty ? Self.words(of: code) : detail)
        case CURLE_PEER_FAILED_VERIFICATION: return .tls(TLSProblem(reason: verdict, detail: detail), host: host)
        case CURLE_SSL_CLIENTCERT:
            return .tls(TLSProblem(reason: .clientCertificateRefused, detail: detail), host: host)
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED, CURLE_SSL_INVALIDCERTSTATUS:
            return .tls(
                TLSProblem(reason: speaksOfClientCertificate ? .clientCertificateRefused : .handshake, detail: detail),
                host: host)
        default: return .other(code: Int(code.rawValue), text: detail.isEmpty ? Self.words(of: code) : detail)
        }
    }

    private var connectionFailure: TransportError {
        var place = (plan.target.host, plan.target.port)
        // Behind a proxy it is the proxy that does not answer.
        if !plan.proxy.isEmpty, let proxy = try? HTTPTarget(Self.bare(plan.proxy)) { place = (proxy.host, proxy.port) }
        if systemError == ECONNREFUSED { return .refused(host: place.0, port: place.1) }
        if !plan.proxy.isEmpty, proxyStatus >= 300 {
            return .proxyRefused(proxy: ProxySettings.masked(plan.proxy), status: proxyStatus)
        }
        let words = systemError == 0 ? detail : String(cString: strerror(systemError))
        return .unreachable(host: place.0, port: place.1, detail: words)
    }

    private var brokenConnection: TransportError {
        if !plan.proxy.isEmpty, proxyStatus >= 300 {
            return .proxyRefused(proxy: ProxySettings.masked(plan.proxy), status: proxyStatus)
        }
        if speaksOfClientCertificate {
            return .tls(TLSProblem(reason: .clientCertificateRefused, detail: detail), host: plan.target.host)
        }
        return .reset(host: plan.target.host)
    }

    /// TLS 1.3 servers refuse a client certificate after the handshake, by an alert that only the text tells.
    private var speaksOfClientCertificate: Bool {
        ["certificate required", "bad certificate", "alert unknown ca", "alert certificate", "alert access denied"]
            .contains { detail.lowercased().contains($0) }
    }

    /// OpenSSL's verification result (X509_V_ERR_…); a wrong name is found by libcurl itself.
    private var verdict: TLSProblem.Reason {
        switch verifyResult {
        case 10, 12: .expired
        case 9, 11: .notYetValid
        case 18, 19: .selfSigned
        case 2, 20, 21, 24, 26, 27, 28: .unknownAuthority
        case 23: .revoked
        case 62, 63, 64: .wrongHost
        default:
            detail.contains("subject name") || detail.contains("host name") ? .wrongHost : .unknownAuthority
        }
    }

    /// The proxy's URL without credentials, with a scheme that can be read.
    private static func bare(_ proxy: String) -> String {
        let behind = proxy.split(separator: "@").last.map(String.init) ?? proxy
        return behind.hasPrefix("http")
            ? behind : "http://" + (behind.split(separator: "/").last.map(String.init) ?? "")
    }

    private static func words(of code: CURLcode) -> String {
        curl_easy_strerror(code).map { String(cString: $0) } ?? "unknown"
    }
}
