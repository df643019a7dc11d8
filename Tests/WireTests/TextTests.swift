import Foundation
import TestFiles
import Testing
import Wire

@Suite struct `Encodings` {
    @Test(arguments: [
        ([UInt8](), ""), ([0x66], "Zg=="), ([0x66, 0x6F], "Zm8="), (Array("foobar".utf8), "Zm9vYmFy"),
        ([0xFB, 0xFF, 0xFE], "+//+"),
    ])
    func `base 64 of RFC 4648`(bytes: [UInt8], text: String) {
        #expect(Base64.encode(bytes) == text)
        #expect(Base64.decode(text) == bytes)
        let url = text.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
        #expect(Base64.encodeURL(bytes) == url)
        #expect(Base64.decodeURL(url) == bytes)
    }

    @Test func `base 64 that is not exact is refused`() {
        for text in ["Zg", "Zg=", "Zg===", "Zh==", "Z g=", "Zm8=Zm8=", "=", "Zg--", "A"] {
            #expect(Base64.decode(text) == nil, "\(text)")
        }
        for text in ["Zg==", "Zh", "+/", "A", "Z\n"] { #expect(Base64.decodeURL(text) == nil, "\(text)") }
        #expect(Base64.decode("Zm9v\r\nYmFy\n") == Array("foobar".utf8))
        let all = (0...255).map { UInt8($0) }
        #expect(Base64.decode(Base64.encode(all)) == all)
        #expect(Base64.encode(all) == Data(all).base64EncodedString())
    }

    @Test func hexadecimal() {
        #expect(Hex.encode([0, 0x1F, 0xFF] as [UInt8]) == "001fff")
        #expect(Hex.decode("001FfF") == [0, 0x1F, 0xFF])
        #expect(Hex.decode("0") == nil)
        #expect(Hex.decode("0g") == nil)
        #expect(Hex.decode("é") == nil)
    }

    @Test func `every byte has two digits`() {
        let all = (0...255).map { UInt8($0) }
        #expect(Hex.encode(all) == all.map { String(format: "%02x", $0) }.joined())
        var text = Array("x".utf8)
        Hex.append([0xAB], to: &text)
        #expect(text == Array("xab".utf8))
        #expect(Hex.decode(Hex.encode(all)) == all)
    }

    @Test func `percent-encoding`() {
        #expect(PercentEncoding.encode("a-._~Z9 /+é@") == "a-._~Z9%20%2F%2B%C3%A9%40")
        #expect(PercentEncoding.encode("a/b c", leaving: .unreservedAndSlash) == "a/b%20c")
        #expect(PercentEncoding.decode("a%2fb+%C3%A9") == "a/b+é")
        #expect(PercentEncoding.decode("a+b%2B", plusIsBlank: true) == "a b+")
        for text in ["%", "%2", "%2g", "%FF", "a%"] { #expect(PercentEncoding.decode(text) == nil, "\(text)") }
        #expect(PercentEncoding.decodeBytes("%FF") == [0xFF])
    }
}

@Suite struct `Words for people` {
    @Test(arguments: [
        ("", "", "", ""), (" \t", "", "", ""), (" a b\t", "a b", "a b", "a b"), ("\n a\r\n", "\n a\r\n", "a", "a"),
        ("\u{A0}a\u{2003}", "\u{A0}a\u{2003}", "\u{A0}a\u{2003}", "a"), ("\u{B}a", "\u{B}a", "\u{B}a", "a"),
        (" \u{301}a ", "\u{301}a", "\u{301}a", "\u{301}a"), ("é", "é", "é", "é"),
    ])
    func `trimming takes what its name says`(text: String, blanks: String, lineEnds: String, all: String) {
        #expect(Array(text.trimmingBlanks.utf8) == Array(blanks.utf8))
        #expect(Array(text.trimmingBlanksAndLineEnds.utf8) == Array(lineEnds.utf8))
        #expect(Array(text.trimmingWhitespace.utf8) == Array(all.utf8))
        #expect(Array("x\(text)x".dropFirst().dropLast().trimmingBlanks.utf8).count <= text.utf8.count)
    }

    @Test func `numbers, lists and sentences`() {
        #expect([0, 1, 2].map { $0.counting("mail") } == ["0 mails", "1 mail", "2 mails"])
        #expect([1, 2].map { $0.counting("waits", "wait") } == ["1 waits", "2 wait"])
        #expect(
            [1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111].map(\.ordinal) == [
                "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "103rd", "111th",
            ])
        #expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(\.listed) == ["", "a", "a and b", "a, b and c"])
        #expect("It failed.".withoutFullStop == "It failed")
        #expect("It failed".withoutFullStop == "It failed")
        #expect("éclair".capitalizedFirst == "Éclair")
        #expect("".capitalizedFirst == "")
        #expect("7".zeroPadded(to: 3) == "007")
        #expect("1234".zeroPadded(to: 3) == "1234")
        #expect("ab".blankPadded(to: 4) == "ab  ")
        #expect("abc".blankPadded(to: 2) == "abc")
    }

    @Test func `only the case of ASCII letters is passed over`() {
        #expect("Content-Type".equalsIgnoringCase("content-tYPE"))
        #expect(!"É".equalsIgnoringCase("é"))
        #expect(!"[".equalsIgnoringCase("{"))
        #expect(!"a".equalsIgnoringCase("ab"))
    }
}

@Suite struct `Refusals of documents` {
    @Test func `all readers throw one error with place, what was found and what is expected`() {
        func refusal(_ read: () throws(DocumentError) -> Void) -> DocumentError? {
            do throws(DocumentError) { try read() } catch { return error }
            return nil
        }
        let json = refusal { () throws(DocumentError) in _ = try JSONNode.parse("{\n  \"a\" 1}") }
        let yaml = refusal { () throws(DocumentError) in _ = try YAMLNode.parse("a: 1\nb: *x\n") }
        let xml = refusal { () throws(DocumentError) in _ = try XMLElement.parse(Array("<a>\n</b>".utf8)) }
        let config = refusal { () throws(DocumentError) in _ = try AWSConfigFile.parse("[a]\n\nsecret", kind: .config) }
        let facts = [json, yaml, xml, config].map {
            $0.map { "\($0.format) \($0.position): \($0.found) / \($0.expected)" }
        }
        #expect(
            facts == [
                "json 2:7: \"1\" / : after the key", "yaml 2:4: *x / the name of an anchor above",
                "xml 2:5: </b> / </a>", "awsConfig 3:1: no = / name = value",
            ])
        let sentences = [json, yaml, xml, config].map { $0?.sentence }
        #expect(
            sentences == [
                "Line 2, column 7: expected : after the key, found \"1\".",
                "Line 2, column 4: *x names nothing that ended before it.", "Line 2, column 5: </b> closes <a>.",
                "Line 3: this line has no =.",
            ])
    }
}

@Suite struct `Moments` {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
            (1_767_323_045, "2026-01-02T03:04:05Z", "Fri, 02 Jan 2026 03:04:05 GMT"),
            (951_782_400, "2000-02-29T00:00:00Z", "Tue, 29 Feb 2000 00:00:00 GMT"),
            (-1, "1969-12-31T23:59:59Z", "Wed, 31 Dec 1969 23:59:59 GMT"),
            (4_102_444_800, "2100-01-01T00:00:00Z", "Fri, 01 Jan 2100 00:00:00 GMT"),
        ] as [(Int64, String, String)])
    func `are written and read`(seconds: Int64, iso: String, http: String) {
        let moment = Timestamp(secondsSinceEpoch: seconds)
        #expect(moment.iso8601 == iso)
        #expect(moment.httpDate == http)
        #expect(Timestamp(iso8601: iso) == moment)
        #expect(Timestamp(httpDate: http) == moment)
        #expect(Timestamp(iso8601: moment.basic) == moment)
        #expect(moment.day == String(moment.basic.prefix(8)))
    }

    @Test(arguments: [
        "2026-01-02T05:04:05+02:00", "2026-01-02T03:04:05.000Z", "2026-01-02 03:04:05", "20260102T030405Z",
        "2026-01-01T23:04:05-0400", "2026-01-02t03:04:05z",
    ])
    func `in other zones and forms are the same`(text: String) {
        #expect(Timestamp(iso8601: text) == Timestamp(secondsSinceEpoch: 1_767_323_045))
    }

    @Test(arguments: [
        "", "2026-01-02", "2026-13-02T03:04:05Z", "2026-02-29T03:04:05Z", "2026-01-02T24:00:00Z",
        "2026-01-02T03:04:05X",
        "2026-01-02T03:04:05Zx", "2026-01-02T03:04:05.Z", "26-01-02T03:04:05Z", "２026-01-02T03:04:05Z",
    ])
    func `that are none are refused`(text: String) { #expect(Timestamp(iso8601: text) == nil) }

    @Test func `every day of 400 years agrees with Foundation`() {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        for day in stride(from: -80_000, to: 66_000, by: 97) {
            let moment = Timestamp(secondsSinceEpoch: Int64(day) * 86_400 + 3723)
            let parts = calendar.dateComponents(
                [.year, .month, .day, .hour, .minute, .second],
                from: Date(timeIntervalSince1970: TimeInterval(moment.secondsSinceEpoch)))
            let expected = String(
                format: "%04d-%02d-%02dT%02d:%02d:%02dZ", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0,
                parts.hour ?? 0, parts.minute ?? 0, parts.second ?? 0)
            #expect(moment.iso8601 == expected)
            #expect(Timestamp(iso8601: moment.iso8601) == moment)
        }
    }

    @Test func `arithmetic carries`() {
        let moment = Timestamp(secondsSinceEpoch: 10, nanoseconds: 1_500_000_000)
        #expect(moment == Timestamp(secondsSinceEpoch: 11, nanoseconds: 500_000_000))
        #expect(
            Timestamp(secondsSinceEpoch: 10, nanoseconds: -1)
                == Timestamp(secondsSinceEpoch: 9, nanoseconds: 999_999_999))
        #expect(moment.adding(seconds: 900).seconds(since: moment) == 900)
        #expect(moment.adding(.milliseconds(-700)).duration(since: moment) == .milliseconds(-700))
        #expect(moment < moment.adding(.nanoseconds(1)))
        #expect(
            Timestamp(epochSeconds: "1767323045.5")
                == Timestamp(secondsSinceEpoch: 1_767_323_045, nanoseconds: 500_000_000))
        #expect(Timestamp(epochSeconds: "1.767323045E9") == Timestamp(secondsSinceEpoch: 1_767_323_045))
        #expect(Timestamp(epochSeconds: "soon") == nil)
        #expect(Timestamp(epochSeconds: "1e300") == nil)
    }
}

@Suite struct `Text from outside` {
    @Test func `hostile strings lose what steers a terminal`() throws {
        let corpus = try JSONValue.parse(OwnCases.bytes("hostile/terminal/strings.json"))
        let strings = try #require(corpus["strings"]?.array).compactMap { $0["text"]?.string }
        let raw = try #require(corpus["raw_bytes_b64"]?.array ?? corpus["raw_bytes_b64"]?.object?.values)
        #expect(strings.count == 51 && raw.count == 6)
        var shown = strings.map { TerminalText.sanitized($0) }
        for entry in raw {
            let encoded = try #require(entry.string ?? entry["b64"]?.string ?? entry["data"]?.string)
            shown.append(TerminalText.sanitized(bytes: try #require(Base64.decode(encoded))))
        }
        for text in shown {
            #expect(text.unicodeScalars.count <= 8 * TerminalText.defaultLimit)
            for scalar in text.unicodeScalars {
                #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
                #expect(!(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value))
                #expect(![0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF, 0x061C].contains(scalar.value))
            }
        }
    }

    @Test(arguments: [
        ("plain é 日本", "plain é 日本"), ("\u{1B}[2J", "\\x1b[2J"), ("a\u{9B}2J", "a\\x9b2J"),
        ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
        ("a\u{202E}b", "a\\u{202e}b"), ("pay\u{200B}pal", "pay\\u{200b}pal"), ("a\u{AD}b", "a\\xadb"),
        ("👩\u{200D}👧", "👩\u{200D}👧"), ("a\u{200D}b", "a\\u{200d}b"), ("x\u{E0041}", "x\\u{e0041}"),
        ("\u{E000}", "\\u{e000}"),
        ("✂\u{FE0F}", "✂\u{FE0F}"), ("\u{0}", "\\x00"), ("\u{115F}", "\\u{115f}"),
    ])
    func `stays recognisable`(text: String, shown: String) { #expect(TerminalText.sanitized(text) == shown) }

    @Test func `is bounded`() {
        #expect(
            TerminalText.sanitized("a" + String(repeating: "\u{301}", count: 200)) == "a\u{301}\u{301}\u{301}\u{301}")
        #expect(
            TerminalText.sanitized(String(repeating: "a", count: 20), limit: 10) == String(repeating: "a", count: 10)
                + "…")
        #expect(TerminalText.sanitized("a\nb", keepingLines: true) == "a\nb")
    }
}

@Suite struct `Ages` {
    @Test(arguments: [
        (0, "less than a minute ago"), (59, "less than a minute ago"), (60, "1 minute ago"), (3599, "59 minutes ago"),
        (3600, "1 hour ago"), (172_799, "47 hours ago"), (172_800, "2 days ago"), (-120, "less than a minute ago"),
        (-121, "ahead of this computer's clock"),
    ])
    func `a moment ago is told in the largest unit that says enough`(seconds: Int, words: String) {
        let now = Timestamp(secondsSinceEpoch: 1_760_000_000)
        #expect(now.adding(seconds: -seconds).age(at: now) == words)
    }
}
