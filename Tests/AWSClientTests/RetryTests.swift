import HTTPClient
import TestFiles
import Testing
import Wire

@testable import AWSClient

struct RetryTests {
    @Test(.needs(publicData: "retry_standard_mode.json"), arguments: ["v2_0", "v2_1"])
    func `every step is that of the SDKs' standard mode`(_ variant: String) throws {
        let cases = try #require(try JSONValue.parse(PublicData.bytes("retry_standard_mode.json"))[variant]?.array)
        #expect(!cases.isEmpty)
        for test in cases {
            let name = test["name"]?.string ?? ""
            let settings = RetrySettings(
                mode: variant == "v2_0" ? .standard : .standard2026, maxAttempts: test["max_attempts"]?.int ?? 3,
                maxBackoff: test["max_backoff_s"]?.double ?? 20)
            let quota = RetryQuota(initial: test["initial_quota"]?.int ?? 500)
            var strategy = RetryStrategy(settings: settings, quota: quota)
            var attempt = 0
            for step in test["steps"]?.array ?? [] {
                if step["new_call"]?.bool == true {
                    strategy = RetryStrategy(settings: settings, quota: quota)
                    attempt = 0
                }
                attempt += 1
                let outcome = step["outcome"]?.string
                if step["status"]?.int == 200 {
                    strategy.afterSuccess()
                    #expect(outcome == "success")
                } else {
                    let classification: RetryClassification =
                        switch step["status"] {
                        case .string("timeout")?: RetryClassification(.timedOut(.waiting, host: "h"))
                        case .string(let code)?: RetryClassification(status: 400, code: code)
                        case let status: RetryClassification(status: status?.int ?? 0, code: nil)
                        }
                    switch strategy.afterFailure(attempt: attempt, classification, random: 1) {
                    case .retry(let delay):
                        #expect(outcome == "retry", "\(name)")
                        #expect(abs(delay - (step["delay_s"]?.double ?? -1)) < 1e-9, "\(name)")
                    case .maxAttempts: #expect(outcome == "max_attempts_exceeded", "\(name)")
                    case .quotaExceeded: #expect(outcome == "retry_quota_exceeded", "\(name)")
                    case .final: Issue.record("\(name): not repeated")
                    }
                }
                #expect(quota.left == step["quota_after"]?.int, "\(name)")
            }
        }
    }

    @Test(.needs(publicData: "retry_standard_mode.json"))
    func `codes are sorted as the SDKs sort them`() throws {
        let table = try #require(try JSONValue.parse(PublicData.bytes("retry_standard_mode.json"))["retryable"])
        func texts(_ key: String) -> [String] { (table[key]?.array ?? []).compactMap(\.string) }
        for code in texts("throttling_codes") {
            #expect(RetryClassification(status: 400, code: code) == .throttling, "\(code)")
        }
        for code in texts("transient_codes") {
            #expect(RetryClassification(status: 400, code: code) != .final, "\(code)")
        }
        for status in table["transient_status"]?.array ?? [] {
            #expect(RetryClassification(status: status.int ?? 0, code: nil) == .transient)
        }
        for code in texts("never") {
            let name = String(code.prefix { $0 != " " })
            #expect(RetryClassification(status: 400, code: name) == .final, "\(name)")
        }
    }

    @Test func `a server's wait stretches the own one by five seconds at most`() {
        for (asked, expected) in [(0.2, 1.0), (3, 3), (100, 6)] {
            var strategy = RetryStrategy(settings: RetrySettings(), quota: RetryQuota())
            let decision = strategy.afterFailure(attempt: 1, .transient, random: 1, serverDelay: asked)
            #expect(decision == .retry(after: expected))
        }
    }

    @Test func `only faults of the way are repeated`() {
        let host = "h"
        #expect(RetryClassification(.reset(host: host)) == .transient)
        #expect(RetryClassification(.cannotResolve(host: host)) == .transient)
        #expect(RetryClassification(.timedOut(.connecting, host: host)) == .timeout)
        #expect(RetryClassification(.tls(TLSProblem(reason: .unknownAuthority), host: host)) == .final)
        #expect(RetryClassification(.plainHTTPRefused(host: host)) == .final)
        #expect(RetryClassification(.cancelled) == .final)
    }

    @Test func `SES is paced only after it has throttled, and each lane for itself`() {
        let pacing = SESPacing()
        let a = SESPacing.Lane(account: "1", region: "eu-west-1")
        let b = SESPacing.Lane(account: "2", region: "eu-west-1")
        #expect((0..<5).allSatisfy { _ in pacing.reserve(a, now: 0) == 0 })
        pacing.throttled(a, now: 0)
        #expect(
            [pacing.reserve(a, now: 0), pacing.reserve(a, now: 0), pacing.reserve(a, now: 500)] == [1000, 2000, 2500])
        #expect(pacing.reserve(b, now: 0) == 0)
        #expect(pacing.reserve(a, now: 60_000) == 0)
    }

    @Test func `CloudTrail's history is paced at two requests a second, beside SES`() {
        let pacing = SESPacing()
        let ses = SESPacing.Lane(account: "1", region: "us-east-1")
        let trail = SESPacing.Lane(account: "1", region: "us-east-1", isTrail: true)
        pacing.throttled(trail, now: 0)
        #expect([pacing.reserve(trail, now: 0), pacing.reserve(trail, now: 0)] == [500, 1000])
        #expect(pacing.reserve(ses, now: 0) == 0)
    }
}
