import CCurl

/// libcurl's process-wide set-up, done once, with the first request.
enum CurlGlobal {
    /// Whether libcurl can be used.
    static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}
