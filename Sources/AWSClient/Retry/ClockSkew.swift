import HTTPClient
import Wire

/// Recognises that a signature was refused because this machine's clock is wrong.
enum ClockSkew {
    private static let codes: Set<String> = [
        "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture", "InvalidSignatureException",
        "SignatureDoesNotMatch", "AuthFailure",
    ]

    /// AWS takes signatures up to five minutes old; a difference well below that is not the reason.
    private static let tolerated = 240

    /// How many seconds AWS's clock is ahead, where that explains the error.
    static func seconds(_ error: AWSError, _ response: HTTPResponse, clock: any AWSClock) -> Int? {
        guard codes.contains(error.code), let text = response.header("date"), let date = Timestamp(httpDate: text)
        else { return nil }
        let skew = date.seconds(since: clock.now)
        return abs(skew) > tolerated ? skew : nil
    }
}
