import Foundation

/// A JSON document to look into.
public struct Document: CustomStringConvertible {
    private let value: Any?

    /// Reads a text; empty when it is no JSON.
    public init(text: String) {
        value = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    }

    private init(_ value: Any?) { self.value = value }

    /// A member; empty when there is none.
    public subscript(key: String) -> Document { Document((value as? [String: Any])?[key]) }

    /// An element; empty when there is none.
    public subscript(index: Int) -> Document {
        let list = list
        return list.indices.contains(index) ? list[index] : Document(nil)
    }

    /// The elements.
    public var list: [Document] { (value as? [Any])?.map { Document($0) } ?? [] }
    /// The keys of an object.
    public var keys: Set<String> { Set((value as? [String: Any])?.keys.map { $0 } ?? []) }
    /// The text; nil for anything else.
    public var string: String? { value as? String }
    /// The whole number; nil for anything else.
    public var int: Int? { value as? Int }
    /// True or false; nil for anything else.
    public var bool: Bool? { value as? Bool }
    /// Whether it is there and null.
    public var isNull: Bool { value is NSNull }
    /// Whether there is anything.
    public var exists: Bool { value != nil }

    /// What it holds, for messages of failing tests.
    public var description: String { value.map { "\($0)" } ?? "nothing" }
}
