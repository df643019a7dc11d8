import Foundation

/// A JSON document to look into.
struct Document: CustomStringConvertible {
    private let value: Any?

    init(text: String) { value = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed) }

    private init(_ value: Any?) { self.value = value }

    /// A member; empty when there is none.
    subscript(key: String) -> Document { Document((value as? [String: Any])?[key]) }

    /// An element; empty when there is none.
    subscript(index: Int) -> Document {
        let list = list
        return list.indices.contains(index) ? list[index] : Document(nil)
    }

    /// The elements.
    var list: [Document] { (value as? [Any])?.map { Document($0) } ?? [] }
    /// The keys of an object.
    var keys: Set<String> { Set((value as? [String: Any])?.keys.map { $0 } ?? []) }
    var string: String? { value as? String }
    var int: Int? { value as? Int }
    var bool: Bool? { value as? Bool }
    /// Whether it is there and null.
    var isNull: Bool { value is NSNull }
    /// Whether there is anything.
    var exists: Bool { value != nil }

    var description: String { value.map { "\($0)" } ?? "nothing" }
}
