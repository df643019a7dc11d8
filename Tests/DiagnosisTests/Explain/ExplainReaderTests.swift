@testable import Diagnosis
import Testing
import Wire

/// What is read how, whatever stands in the text: lines, counts, lengths, hostile bytes.
@Suite struct `Reading texts of any length` {
    private static let refusal =
        "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity"

    private static func explain(_ text: String, pieces: Int = .max) -> Explanation {
        `Explaining texts`.explain(Array(text.utf8), pieces: pieces)
    }

    @Test func `the same text a thousand times is one, with its first line and a count`() {
        let lines = (0..<3000).map { number in
            number % 3 == 2
                ? "2026-03-12T14:02:\(10 + number % 50).\(number)Z ERROR [worker-\(number % 7)] \(Self.refusal), request id: 7c9e6679-7425-40de-944b-e07fc1f9\(1000 + number)"
                : "2026-03-12T14:02:11Z INFO job \(number) done"
        }
        let found = Self.explain(lines.joined(separator: "\n"))
        #expect(found.lines == 3000)
        #expect(found.texts.count == 1, "\(found.texts.map(\.text))")
        #expect(found.texts.first?.line == 3)
        #expect(found.texts.first?.count == 1000)
        #expect(found.lineCount == 1000)
    }

    @Test func `two errors are two texts, in the order of their lines`() {
        let found = Self.explain(
            """
            start
            \(Self.refusal)
            MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: ops@example.com
            error: \(Self.refusal)
            """)
        #expect(found.texts.map(\.line) == [2, 3])
        #expect(found.texts.map(\.count) == [2, 1])
    }

    @Test func `accounts and addresses make texts different, times and request ids do not`() {
        func rejected(_ address: String) -> String {
            "MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: \(address)"
        }
        let found = Self.explain(
            [rejected("a1@example.com"), rejected("a2@example.com"), rejected("a1@example.com")].joined(separator: "\n")
        )
        #expect(found.texts.map(\.count) == [2, 1])
    }

    @Test(arguments: [1, 2, 3, 7, 64, 1000, 65_536])
    func `how the bytes come does not matter`(_ pieces: Int) {
        let before = String(repeating: "2026-03-12T14:02:11Z INFO nothing to see here\n", count: pieces < 7 ? 20 : 900)
        let text = before + Self.refusal + "\n" + before + ExplainVector.aws[1].message
        let whole = Self.explain(text)
        let found = Self.explain(text, pieces: pieces)
        #expect(found.json == whole.json)
        #expect(found.lines == whole.lines)
        #expect(found.texts.map(\.line) == whole.texts.map(\.line))
        #expect(found.texts.count == 2)
    }

    @Test func `lines are counted as editors count them`() {
        for (text, lines) in [("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("\n\n", 2), ("a\r\nb\r\n", 2)] {
            #expect(Self.explain(text).lines == lines, "\(text.debugDescription)")
        }
    }

    @Test func `a log of hundreds of megabytes is read in the memory of one piece`() {
        // The reader keeps what it has not looked at yet and no more; that is what this looks at.
        var reader = TextReader()
        let line = Array("2026-03-12T14:02:11.123Z INFO request 4711 took 12 ms, status 200, user 8817\n".utf8)
        let piece = Array(repeating: line, count: 3000).flatMap(\.self)
        for _ in 0..<400 { reader.read(piece[...]) }
        #expect(reader.keptBytes < 2 * piece.count, "\(reader.keptBytes)")
        reader.read(Array(Self.refusal.utf8)[...])
        let found = reader.finish()
        #expect(found.texts.first?.line == 1_200_001)
        #expect(found.lines == 1_200_001)
    }

    @Test func `a log of nothing but different errors ends soon, and says what it only counted`() {
        var reader = TextReader()
        for number in 0..<20_000 {
            let line =
                "MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: user\(number)@example.com\n"
            reader.read(Array(line.utf8)[...])
        }
        let found = reader.finish()
        #expect(found.lineCount == 20_000)
        #expect(found.texts.count <= FoundTexts.textLimit)
        #expect(found.alike > 19_000)
    }

    @Test func `a line of a hundred megabytes is read where it says something`() {
        var reader = TextReader()
        let noise = Array(String(repeating: "x9 lorem ipsum, {\"a\":1},{\"b\":2} ", count: 8000).utf8)
        for _ in 0..<200 { reader.read(noise[...]) }
        reader.read(Array(Self.refusal.utf8)[...])
        for _ in 0..<200 { reader.read(noise[...]) }
        #expect(reader.keptBytes < 4 * noise.count)
        let found = reader.finish()
        #expect(found.lines == 1)
        #expect(found.texts.count == 1)
        #expect(found.texts.first?.causes.first?.code == "TRUST-SUBJECT")
    }

    @Test func `events on one line are records of their own`() {
        func event(_ code: String, _ message: String) -> String {
            #"{"eventVersion":"1.08","eventSource":"sts.amazonaws.com","eventName":"AssumeRoleWithWebIdentity","errorCode":"\#(code)","errorMessage":"\#(message)","requestID":"7c9e6679-7425-40de-944b-e07fc1f90ae7"}"#
        }
        let events = [
            event("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity"),
            event("InvalidIdentityToken", "Incorrect token audience"),
            event("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity"),
        ]
        let found = Self.explain("{\"Records\":[\(events.joined(separator: ","))]}")
        #expect(found.texts.map { $0.causes.first?.code } == ["TRUST-SUBJECT", "OIDC-AUDIENCE"])
        #expect(found.texts.map(\.count) == [2, 1])
    }

    @Test func `nothing of a text steers a terminal`() {
        let hostile =
            "\u{1B}]0;owned\u{7}\u{1B}[2J AccessDenied\u{202E}: User `arn:aws:sts::111122223333:assumed-role/r\u{0}ole/s' is not authorized to perform `ses:SendEmail' on resource `arn:aws:ses:eu-west-1:444455556666:identity/\u{9B}31mno-reply@example.com'"
        for found in [Self.explain(hostile), Self.explain("just \u{1B}[31mred\u{7} and \u{9B}2J\u{202E} words")] {
            for text in found.texts.map(\.text) + [found.given, found.json.serialized()] {
                #expect(
                    !text.unicodeScalars.contains {
                        $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E
                    })
            }
        }
    }

    @Test func `bytes that mean nothing are read and are nothing`() {
        var state: UInt64 = 42
        var reader = TextReader()
        for _ in 0..<40 {
            let bytes = (0..<10_000).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 33)
            }
            reader.read(bytes[...])
        }
        let found = reader.finish()
        #expect(!found.isKnown)
    }

    @Test func `words of everyday English are no errors of AWS`() {
        let lines = [
            "user 17 is not verified yet", "the cache entry has expired", "request entity too large",
            "resource not found",
            "Unauthorized access attempt blocked by our own rules", "NotFound: page /x", "throttling the fan to 40 %",
            "permission denied (publickey)", "the license could not be validated", "Conflict: version 4 is newer",
            "ValidationError: \"name\" is required", "access denied for user 'root'@'localhost'",
            "signature of the contract expired", "the document could not be validated by the clerk",
            "mail: delivery failed for job 8817: upstream said no (code 5)", "waiting for serviceaccounts",
            "AccessDenied: you are not the owner of this note",
        ]
        for line in lines {
            let found = Self.explain(line)
            #expect(!found.isKnown, "\(line): \(found.texts.flatMap(\.causes).map(\.code))")
        }
    }

    @Test func `an error of AWS that the catalogue does not know is said to be one`() {
        let found = Self.explain(
            "An error occurred (ProvisionedThroughputExceededException) when calling the PutItem operation: The level of configured provisioned throughput for the table was exceeded."
        )
        #expect(!found.isKnown)
        #expect(found.texts.first?.code == "ProvisionedThroughputExceededException")
        #expect(found.texts.first?.operation == "PutItem")
        let other = Self.explain(
            "User: arn:aws:sts::111122223333:assumed-role/app/botocore-session-1 is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:eu-west-1:111122223333:table/t"
        )
        #expect(!other.isKnown)
    }
}
