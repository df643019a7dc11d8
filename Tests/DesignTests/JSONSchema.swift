import Foundation
import Wire

/// A judge of documents by a JSON schema (draft 2020-12), for the keywords that sesame's own schemas use.
///
/// A keyword that it does not know is an error, so that a schema cannot promise what nobody checks.
struct JSONSchema {
    /// A schema that cannot be judged by.
    struct Unknown: Error, Hashable {
        let keyword: String
    }

    private let root: JSONValue

    init(_ root: JSONValue) { self.root = root }

    /// What is wrong with a document, as paths with the keyword that is not met; empty for a valid one.
    func faults(_ value: JSONValue) throws -> [String] { try faults(value, root, "") }

    private static let annotations: Set<String> = [
        "$schema", "$id", "$defs", "title", "description", "examples", "default",
    ]

    private func faults(_ value: JSONValue, _ schema: JSONValue, _ path: String) throws -> [String] {
        if case .bool(let isAllowed) = schema { return isAllowed ? [] : [path + " false"] }
        guard let keywords = schema.object else { throw Unknown(keyword: "\(schema)") }
        var found: [String] = []
        for (keyword, argument) in keywords.members.map({ ($0.key, $0.value) }) {
            if Self.annotations.contains(keyword) { continue }
            if try !holds(keyword, argument, keywords, value, path, &found) { found.append("\(path) \(keyword)") }
        }
        return found
    }

    /// Whether a keyword is met; faults further down are added to the list.
    private func holds(
        _ keyword: String, _ argument: JSONValue, _ all: JSONObject, _ value: JSONValue, _ path: String,
        _ found: inout [String]
    ) throws -> Bool {
        switch keyword {
        case "$ref":
            found += try faults(value, definition(argument), path)
            return true
        case "type": return try (argument.array ?? [argument]).contains { try Self.isOf($0.string, value) }
        case "enum": return (argument.array ?? []).contains(value)
        case "items":
            for (index, element) in (value.array ?? []).enumerated() {
                found += try faults(element, argument, "\(path)/\(index)")
            }
            return true
        case "const": return value == argument
        case "anyOf": return try (argument.array ?? []).contains { try faults(value, $0, path).isEmpty }
        case "uniqueItems": return value.array.map { Set($0).count == $0.count } ?? true
        case "minimum": return value.int.map { $0 >= argument.int ?? 0 } ?? true
        case "maximum": return value.int.map { $0 <= argument.int ?? 0 } ?? true
        case "pattern":
            guard let text = value.string, let pattern = argument.string else { return true }
            let expression = try NSRegularExpression(pattern: pattern)
            return expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
        case "minLength": return value.string.map { $0.unicodeScalars.count >= argument.int ?? 0 } ?? true
        case "maxLength": return value.string.map { $0.unicodeScalars.count <= argument.int ?? 0 } ?? true
        case "required":
            guard let object = value.object else { return true }
            return (argument.array ?? []).allSatisfy { object[$0.string ?? ""] != nil }
        case "properties":
            for (key, schema) in (argument.object?.members ?? []).map({ ($0.key, $0.value) }) {
                if let member = value.object?[key] { found += try faults(member, schema, "\(path)/\(key)") }
            }
            return true
        case "additionalProperties":
            let known = Set((all["properties"]?.object?.members ?? []).map(\.key))
            for member in value.object?.members ?? [] where !known.contains(member.key) {
                found += try faults(member.value, argument, "\(path)/\(member.key)")
            }
            return true
        case "propertyNames":
            for member in value.object?.members ?? [] {
                found += try faults(.string(member.key), argument, "\(path)/\(member.key)")
            }
            return true
        default: throw Unknown(keyword: keyword)
        }
    }

    private func definition(_ reference: JSONValue) throws -> JSONValue {
        guard let text = reference.string, text.hasPrefix("#/$defs/"),
            let schema = root["$defs"]?[String(text.dropFirst("#/$defs/".count))]
        else { throw Unknown(keyword: "$ref \(reference)") }
        return schema
    }

    private static func isOf(_ type: String?, _ value: JSONValue) throws -> Bool {
        switch type {
        case "object": value.object != nil
        case "array": value.array != nil
        case "string": value.string != nil
        case "boolean": value.bool != nil
        case "number": if case .number = value { true } else { false }
        case "null": value == .null
        case "integer": value.int != nil
        default: throw Unknown(keyword: "type \(type ?? "?")")
        }
    }
}
