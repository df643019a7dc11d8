import CCurl

/// A multi handle as others than its thread may know it: by the one libcurl function that any thread may call.
///
/// Unchecked: whoever keeps one holds a lock that also guards the handle's end.
struct CurlWaker: @unchecked Sendable {
    /// For the thread that owns it.
    let multi: sesame_curl_multi

    init(_ multi: sesame_curl_multi) { self.multi = multi }

    /// Ends the wait in `curl_multi_poll`, or the next one.
    func wake() { curl_multi_wakeup(multi) }
}
