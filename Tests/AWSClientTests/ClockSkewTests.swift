import HTTPClient
import Testing
import Wire

@testable import AWSClient

/// Telling a wrong clock from a wrong key by what AWS answers.
struct ClockSkewTests {
    private let clock = VirtualClock()

    private func skew(_ code: String, date: String?) -> Int? {
        let call = AWSCall(service: .sts, operation: "Op", label: "EKS account", region: "eu-west-1", attempts: 1)
        let headers = date.map { [HTTPHeader("Date", $0)] } ?? []
        return ClockSkew.seconds(
            AWSError(call: call, code: code, message: "m", status: 403), HTTPResponse(status: 403, headers: headers),
            clock: clock)
    }

    @Test(arguments: [-86_400, -3_600, -241, 241, 3_600, 86_400])
    func `a difference that explains the refusal is told with its sign`(seconds: Int) {
        #expect(skew("RequestTimeTooSkewed", date: clock.now.adding(seconds: seconds).httpDate) == seconds)
        #expect(skew("SignatureDoesNotMatch", date: clock.now.adding(seconds: seconds).httpDate) == seconds)
    }

    @Test(arguments: [-240, -60, 0, 60, 240])
    func `a difference that AWS takes is not the reason`(seconds: Int) {
        #expect(skew("RequestTimeTooSkewed", date: clock.now.adding(seconds: seconds).httpDate) == nil)
    }

    @Test func `other refusals, and answers without a date, tell nothing of the clock`() {
        let late = clock.now.adding(seconds: 3600).httpDate
        for code in ["AccessDenied", "ExpiredToken", "InvalidClientTokenId", "Throttling", ""] {
            #expect(skew(code, date: late) == nil, "\(code)")
        }
        for date in [nil, "", "tomorrow", "2026-01-02T04:04:05Z"] {
            #expect(skew("RequestExpired", date: date) == nil, "\(date ?? "none")")
        }
    }
}
