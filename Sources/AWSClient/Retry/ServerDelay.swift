import HTTPClient

/// The wait that a server asks for.
enum ServerDelay {
    /// Seconds from `x-amz-retry-after` (milliseconds) or `Retry-After` (whole seconds), where one is sent.
    static func seconds(in response: HTTPResponse) -> Double? {
        if let text = response.header("x-amz-retry-after"), let milliseconds = Int(text), milliseconds >= 0 {
            return Double(milliseconds) / 1000
        }
        if let text = response.header("retry-after"), let seconds = Int(text), seconds >= 0 { return Double(seconds) }
        return nil
    }
}
