import Foundation
import TestFiles
import Testing
import Wire

@testable import AWSClient

/// Inputs of AWS's protocol suites, built with this client's serialisers.
@Suite(.needs(publicData: "protocols/INDEX.json"))
struct ProtocolInputTests {
    /// What no operation of this client uses: compressed bodies, tokens made up by the client.
    private static let unused = ["ContentEncoding", "contentencoding", "IdempotencyTokenAutoFill", "idempotency"]

    @Test(arguments: [("botocore_input_query", 33), ("botocore_legacy_input_query", 23)])
    func `query inputs become the suite's forms`(_ file: String, _ least: Int) throws {
        var count = 0
        for suite in try JSONValue.parse(PublicData.bytes("protocols/\(file).json")).array ?? [] {
            let description = suite["description"]?.string ?? ""
            for test in suite["cases"]?.array ?? [] {
                let expected = test["serialized"]?["body"]?.string
                guard let expected, !ProtocolInputTests.unused.contains(where: { description.contains($0) }) else {
                    continue
                }
                if description.lowercased().contains("idempotency token auto fill") { continue }
                count += 1
                let model = Model(shapes: suite["shapes"])
                var input = QueryInput()
                let shape = test["given"]?["input"]?["shape"]?.string ?? ""
                if case .structure(let fields) = model.value(shape, test["params"] ?? [:]) {
                    for field in fields { input.add(field.name, field.value) }
                }
                let body = input.body(
                    action: test["given"]?["name"]?.string ?? "",
                    version: suite["metadata"]?["apiVersion"]?.string ?? "")
                let found = String(decoding: body, as: UTF8.self)
                #expect(
                    found.components(separatedBy: "&").sorted() == expected.components(separatedBy: "&").sorted(),
                    "\(description) \(test["id"]?.string ?? "")")
            }
        }
        #expect(count >= least)
    }

    @Test(arguments: [("botocore_input_rest-json", 60), ("botocore_legacy_input_rest-json", 20)])
    func `REST inputs become the suite's paths, queries and documents`(_ file: String, _ least: Int) throws {
        var count = 0
        for suite in try JSONValue.parse(PublicData.bytes("protocols/\(file).json")).array ?? [] {
            for test in suite["cases"]?.array ?? [] where try check(test, suite) { count += 1 }
        }
        #expect(count >= least, "\(count)")
    }

    /// Checks one case; false when it needs what no operation of this client uses.
    private func check(_ test: JSONValue, _ suite: JSONValue) throws -> Bool {
        let given = test["given"] ?? [:]
        let shape = suite["shapes"]?[given["input"]?["shape"]?.string ?? ""]
        let description = suite["description"]?.string ?? ""
        let payload = given["input"]?["payload"] ?? shape?["payload"]
        let isJSON = test["serialized"]?["body"]?.string.map { $0.isEmpty || $0.hasPrefix("{") } ?? true
        guard payload == nil, isJSON, given["httpChecksumRequired"] == nil, given["endpoint"] == nil,
            given["httpChecksum"] == nil, test["serialized"]?["host"] == nil,
            !ProtocolInputTests.unused.contains(where: { description.contains($0) }),
            !description.lowercased().contains("idempotency")
        else { return false }
        let model = Model(shapes: suite["shapes"])
        var path = given["http"]?["requestUri"]?.string ?? "/"
        var query: [(String, String?)] = []
        if let mark = path.firstIndex(of: "?") {
            for pair in path[path.index(after: mark)...].split(separator: "&") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                query.append((String(parts[0]), parts.count > 1 ? String(parts[1]) : ""))
            }
            path = String(path[..<mark])
        }
        var body = JSONObject()
        var named: Set<String> = []
        var maps: [(String, String?)] = []
        for member in shape?["members"]?.object?.members ?? [] {
            guard let value = test["params"]?[member.key], value != .null else { continue }
            let name = member.value["locationName"]?.string ?? member.key
            switch member.value["location"]?.string {
            case "uri":
                let text = model.text(member.value, value, defaultFormat: "iso8601")
                path = path.replacing("{\(name)}", with: PercentEncoding.encode(text))
                let parts = text.split(separator: "/", omittingEmptySubsequences: false)
                path = path.replacing(
                    "{\(name)+}", with: parts.map { PercentEncoding.encode($0) }.joined(separator: "/"))
            case "querystring":
                if let object = value.object {
                    for pair in object.members {
                        for item in pair.value.array ?? [pair.value] { maps.append((pair.key, item.string)) }
                    }
                } else {
                    named.insert(name)
                    for item in value.array ?? [value] {
                        let itemShape = value.array == nil ? member.value : model.item(of: member.value)
                        query.append((name, model.text(itemShape, item, defaultFormat: "iso8601")))
                    }
                }
            case "header", "headers": break
            default: body[name] = model.json(member.value, value)
            }
        }
        query += maps.filter { !named.contains($0.0) }
        // A path of the model is already encoded; taking it apart gives the segments that an operation hands in.
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
            .map { PercentEncoding.decode($0) ?? String($0) }
        let draft = RequestDraft.rest(
            given["http"]?["method"]?.string ?? "POST", segments, query: query,
            body: body.isEmpty ? nil : .object(body))
        let comment = Comment(rawValue: "\(description) \(test["id"]?.string ?? "")")
        let found = draft.wireQuery.isEmpty ? draft.path : "\(draft.path)?\(draft.wireQuery)"
        let expected = test["serialized"]?["uri"]?.string ?? ""
        #expect(ProtocolInputTests.parts(found) == ProtocolInputTests.parts(expected), comment)
        if let text = test["serialized"]?["body"]?.string, !text.isEmpty, text != "{}" {
            #expect(try JSONValue.parse(draft.body).sortingKeys() == JSONValue.parse(text).sortingKeys(), comment)
        }
        return true
    }

    private static func parts(_ uri: String) -> [String] {
        let pieces = uri.components(separatedBy: "?")
        // `name` and `name=` are the same parameter; characters that need no encoding may be encoded.
        let query = (pieces.dropFirst().first ?? "").components(separatedBy: "&").filter { !$0.isEmpty }
            .map { $0.contains("=") ? $0 : $0 + "=" }
        return [PercentEncoding.decode(pieces[0]) ?? ""] + query.map { PercentEncoding.decode($0) ?? "" }.sorted()
    }
}

/// A service model of the suites, as far as inputs need it.
private struct Model {
    let shapes: JSONValue?

    private func shape(_ reference: JSONValue?) -> JSONValue { shapes?[reference?["shape"]?.string ?? ""] ?? [:] }

    func item(of member: JSONValue) -> JSONValue { shape(member)["member"] ?? [:] }

    // MARK: Query

    func value(_ name: String, _ value: JSONValue, member: JSONValue = [:]) -> QueryValue {
        let shape = shapes?[name] ?? [:]
        switch shape["type"]?.string {
        case "structure":
            var fields: [(name: String, value: QueryValue)] = []
            for entry in shape["members"]?.object?.members ?? [] {
                guard let given = value[entry.key], given != .null else { continue }
                let target = self.shape(entry.value)
                var field = entry.value["locationName"]?.string ?? entry.key
                let flat = isFlat(entry.value, target)
                if flat, target["type"]?.string == "list", entry.value["locationName"] == nil,
                    let item = target["member"]?["locationName"]?.string
                {
                    field = item
                }
                fields.append((field, self.value(entry.value["shape"]?.string ?? "", given, member: entry.value)))
            }
            return .structure(fields)
        case "list":
            let items = (value.array ?? []).map {
                self.value(shape["member"]?["shape"]?.string ?? "", $0, member: shape["member"] ?? [:])
            }
            return .list(
                items, member: isFlat(member, shape) ? nil : shape["member"]?["locationName"]?.string ?? "member")
        case "map":
            let entries = (value.object?.members ?? []).map {
                (
                    key: $0.key,
                    value: self.value(shape["value"]?["shape"]?.string ?? "", $0.value, member: shape["value"] ?? [:])
                )
            }
            return .map(
                entries, entry: isFlat(member, shape) ? nil : "entry",
                keyName: shape["key"]?["locationName"]?.string ?? "key",
                valueName: shape["value"]?["locationName"]?.string ?? "value")
        case "boolean": return .bool(value.bool ?? false)
        case "integer", "long": return .integer(value.int ?? 0)
        case "float", "double":
            if let number = value.double { return .number(number) }
            return .number(["NaN": .nan, "Infinity": .infinity, "-Infinity": -.infinity][value.string ?? ""] ?? 0)
        case "blob": return .blob(Array((value.string ?? "").utf8))
        case "timestamp":
            let format = member["timestampFormat"]?.string ?? shape["timestampFormat"]?.string ?? "iso8601"
            if format == "iso8601" { return .time(Timestamp(secondsSinceEpoch: Int64(value.int ?? 0))) }
            return .text(
                text(["shape": .string(name), "timestampFormat": .string(format)], value, defaultFormat: format))
        default: return .text(value.string ?? value.serialized())
        }
    }

    private func isFlat(_ member: JSONValue, _ shape: JSONValue) -> Bool {
        member["flattened"]?.bool ?? shape["flattened"]?.bool ?? false
    }

    // MARK: REST

    func text(_ member: JSONValue, _ value: JSONValue, defaultFormat: String) -> String {
        let shape = shape(member)
        guard shape["type"]?.string == "timestamp", let seconds = value.int else {
            return value.string ?? value.serialized()
        }
        let time = Timestamp(secondsSinceEpoch: Int64(seconds))
        switch member["timestampFormat"]?.string ?? shape["timestampFormat"]?.string ?? defaultFormat {
        case "unixTimestamp": return String(seconds)
        case "rfc822": return time.httpDate
        default: return time.iso8601
        }
    }

    func json(_ member: JSONValue, _ value: JSONValue) -> JSONValue {
        let shape = shape(member)
        switch shape["type"]?.string {
        case "structure" where shape["document"] == nil:
            var object = JSONObject()
            for entry in shape["members"]?.object?.members ?? [] {
                guard let given = value[entry.key], given != .null else { continue }
                object[entry.value["locationName"]?.string ?? entry.key] = json(entry.value, given)
            }
            return .object(object)
        case "list": return .array((value.array ?? []).map { json(shape["member"] ?? [:], $0) })
        case "map":
            return .object(
                JSONObject((value.object?.members ?? []).map { ($0.key, json(shape["value"] ?? [:], $0.value)) }))
        case "blob": return .string(Base64.encode(Array((value.string ?? "").utf8)))
        case "timestamp":
            let format = member["timestampFormat"]?.string ?? shape["timestampFormat"]?.string ?? "unixTimestamp"
            return format == "unixTimestamp" ? value : .string(text(member, value, defaultFormat: format))
        default: return value
        }
    }
}
