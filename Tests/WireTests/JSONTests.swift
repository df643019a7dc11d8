import Foundation
import TestFiles
import Testing
import Wire

@Suite struct `JSON` {
    @Test(.needs(publicData: "hostile/json/jsontestsuite.json"))
    func `the parsing test suite is read as it demands`() throws {
        let suite = try JSONValue.parse(PublicData.bytes("hostile/json/jsontestsuite.json"))
        var counts: [Character: Int] = [:]
        for entry in suite["cases"]?.array ?? suite["files"]?.array ?? [] {
            let name = try #require(entry["name"]?.string ?? entry["file"]?.string)
            let bytes = try HostileEntry(entry).bytes()
            let kind = try #require(name.split(separator: "/").last?.first)
            counts[kind, default: 0] += 1
            let accepted = (try? JSONNode.parse(bytes, duplicates: .kept)) != nil
            if kind == "y" { #expect(accepted, "\(name)") }
            if kind == "n" { #expect(!accepted, "\(name)") }
            let isDuplicate = name.contains("duplicated_key")
            if !isDuplicate { #expect(((try? JSONValue.parse(bytes)) != nil) == accepted, "\(name)") }
        }
        #expect(counts["y"] ?? 0 >= 90 && counts["n"] ?? 0 >= 180, "\(counts)")
    }

    @Test(arguments: HostileEntry.all(in: "json"))
    func `hostile documents do what the corpus allows`(entry: HostileEntry) throws {
        let bytes = try entry.bytes()
        var accepted = false
        #expect(isFast { accepted = (try? JSONValue.parse(bytes)) != nil })
        // Rules about the meaning of a document are checked by its reader, not here.
        let isAboutMeaning = ["json/policy-not-object.json", "json/policy-depth.json"].contains(entry.file)
        if !isAboutMeaning { #expect(entry.allows(accepted: accepted)) }
    }

    @Test func `positions count lines and characters`() throws {
        let node = try JSONNode.parse("{\n  \"é\": [1,\r\n\ttrue, \"ü\", null]}")
        let list = try #require(node["é"])
        #expect(node.member("é")?.keyPosition == SourcePosition(line: 2, column: 3))
        #expect(list.position == SourcePosition(line: 2, column: 8))
        #expect(
            list.array?.map(\.position) == [
                SourcePosition(line: 2, column: 9), SourcePosition(line: 3, column: 2),
                SourcePosition(line: 3, column: 8),
                SourcePosition(line: 3, column: 13),
            ])
    }

    @Test(arguments: [
        ("", "Line 1, column 1: the JSON document is empty."),
        ("{", "Line 1, column 2: the JSON document ends too early."),
        ("{\"a\" 1}", "Line 1, column 6: expected : after the key, found \"1\"."),
        ("{\"a\": 1,}", "Line 1, column 9: expected a key in double quotes, found \"}\"."),
        ("[1 2]", "Line 1, column 4: expected , or ], found \"2\"."),
        ("[\n  nul]", "Line 2, column 3: expected a value, found \"nul\"."),
        ("[01]", "Line 1, column 2: this is no JSON number."),
        ("[1] x", "Line 1, column 5: the JSON document has ended, but \"x\" follows."),
        ("<html>", "Line 1, column 1: expected a value, found \"<\"."),
        ("[\"a\u{1}\"]", "Line 1, column 4: a control character (U+0001) stands in a string; write it as an escape."),
        ("[\"\\ud800\"]", "Line 1, column 3: half of a surrogate pair stands alone."),
        ("[\"\\x\"]", "Line 1, column 3: a backslash stands before something that is no escape."),
        ("{\"a\": 1,\n \"\\u0061\": 2}", "Line 2, column 2: the key \"a\" stands twice, first in line 1."),
    ])
    func `refusals say where and what`(text: String, sentence: String) {
        let error = #expect(throws: DocumentError.self) { try JSONValue.parse(text) }
        #expect(error?.sentence == sentence)
    }

    @Test func `bytes that are no UTF-8 are refused in strings`() {
        for bytes: [UInt8] in [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xE2, 0x82]] {
            let error = #expect(throws: DocumentError.self) { try JSONValue.parse([0x22] + bytes + [0x22]) }
            #expect(error?.kind == .notUTF8)
        }
    }

    @Test func `200 levels are read, 201 are not`() throws {
        let deep = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count) }
        #expect(throws: Never.self) { try JSONValue.parse(deep(200)) }
        let error = #expect(throws: DocumentError.self) { try JSONValue.parse(deep(201)) }
        #expect(error?.kind == .tooDeep(limit: 200))
    }

    @Test func `keys that look alike but differ in bytes are two keys`() throws {
        let value = try JSONValue.parse("{\"\\u00e9\": 1, \"e\\u0301\": 2}")
        #expect(value.object?.count == 2)
    }

    @Test func `what is written is read back the same, in order and spelling`() throws {
        let text =
            "{\"z\":1.50,\"a\":[],\"m\":{},\"e\":-0e+1,\"s\":\"a/\\\"\\\\\\n\\u0001é🙂\",\"l\":[true,null,{\"k\":false}]}"
        let value = try JSONValue.parse(text)
        #expect(value.serialized() == text)
        #expect(try JSONValue.parse(value.serialized(.pretty)) == value)
        #expect(
            JSONValue.object(JSONObject([("b", [1, [], ["x": .null]]), ("a", [:])])).serialized(.pretty) == """
                {
                  "b": [
                    1,
                    [],
                    {
                      "x": null
                    }
                  ],
                  "a": {}
                }
                """)
    }

    @Test func `numbers convert without traps`() {
        #expect(JSONValue.number("9223372036854775807").int == .max)
        #expect(JSONValue.number("9223372036854775808").int == nil)
        #expect(JSONValue.number("1e3").int == 1000)
        #expect(JSONValue.number("1e400").int == nil)
        #expect(JSONValue.number("1e400").double == nil)
        #expect(JSONValue.number("1.5").int == nil)
        #expect(JSONValue.number("1767323045.5").double == 1_767_323_045.5)
    }

    @Test func `members are replaced in place, added at the end and removed`() {
        var object = JSONObject([("a", 1), ("b", 2)])
        object["a"] = 3
        object["c"] = 4
        object["b"] = nil
        #expect(JSONValue.object(object).serialized() == "{\"a\":3,\"c\":4}")
        #expect(JSONValue.object(object)["c"]?.int == 4)
        #expect(JSONValue.array([1])[1] == nil)
        #expect(JSONValue.object(JSONObject([("b", 1), ("a", 2)])).sortingKeys().object?.keys == ["a", "b"])
    }

    @Test(arguments: [1, 7, 8, 9, 10, 40])
    func `keys are found, replaced, added and removed in objects of every size`(count: Int) throws {
        let keys = (0..<count).map { "key\($0)" }
        var object = JSONObject(keys.map { ($0, JSONValue.string($0)) })
        let text = JSONValue.object(object).serialized()
        let parsed = try #require(try JSONValue.parse(text).object)
        #expect(parsed == object && parsed.hashValue == object.hashValue)
        for (position, key) in keys.enumerated() {
            #expect(object[key]?.string == key && parsed[key]?.string == key)
            object[key] = JSONValue(position)
        }
        #expect(object["key"] == nil && object["key\(count)"] == nil)
        #expect(object.keys == keys && object.values.map(\.int) == Array(0..<count).map { $0 })
        let removed = keys[count / 2]
        object[removed] = nil
        object["new"] = true
        #expect(object.keys == keys.filter { $0 != removed } + ["new"])
        for key in keys { #expect((object[key] == nil) == (key == removed)) }
        #expect(object["new"]?.bool == true)
        object[removed] = 1
        #expect(object.keys.last == removed && object[removed]?.int == 1)
        var added = JSONObject()
        for key in keys { added[key] = .string(key) }
        #expect(added == parsed)
    }

    @Test(arguments: [2, 8, 9, 30])
    func `a key that stands twice is found with both places`(count: Int) {
        var lines = (0..<count).map { "\"k\($0)\": 1" }
        lines.append("\"k\(count / 2)\": 2")
        let error = #expect(throws: DocumentError.self) { try JSONValue.parse("{\(lines.joined(separator: ",\n"))}") }
        #expect(error?.position == SourcePosition(line: count + 1, column: 1))
        #expect(
            error?.kind
                == .duplicateKey(
                    "k\(count / 2)", first: SourcePosition(line: count / 2 + 1, column: count / 2 == 0 ? 2 : 1)))
    }

    @Test(arguments: [3, 20])
    func `keys that look alike are two keys to every look-up`(count: Int) throws {
        let more = (0..<count).map { ",\"k\($0)\":0" }.joined()
        var object = try #require(try JSONValue.parse("{\"\\u00e9\":1,\"e\\u0301\":2\(more)}").object)
        #expect(object["\u{e9}"]?.int == 1)
        #expect(object["e\u{301}"]?.int == 2)
        object["e\u{301}"] = 3
        #expect(object.values.prefix(2).map(\.int) == [1, 3])
    }

    // A second in an optimised build; quadratic, it would take hours.
    @Test func `a million keys are read, and every one is found`() throws {
        let count = 1_000_000
        var text = "{"
        for number in 0..<count { text += number == 0 ? "\"0\":0" : ",\"\(number)\":\(number)" }
        text += "}"
        var found = 0
        let isFast = try isFast(.seconds(120)) {
            let value = try JSONValue.parse(text)
            for number in stride(from: 0, to: count, by: 10) where value["\(number)"]?.int == number { found += 1 }
        }
        #expect(found == count / 10)
        #expect(isFast)
    }
}
