/// One thing that is wrong with a field of an object, in the API server's own words.
struct FieldProblem: Sendable, Hashable {
    /// How a field is wrong.
    enum Kind: Sendable, Hashable {
        /// The field must be there.
        case required
        /// The value, written as Go's `%v` or quoted, is not allowed.
        case invalid(shown: String)
        /// The value is none of those that there are.
        case unsupported(shown: String)
        /// Something was repeated that may stand once.
        case duplicate(shown: String)
        /// The value names something that is not there.
        case notFound(shown: String)
        /// The value has more bytes than these.
        case tooLong(most: Int)
        /// There are more items or members than these.
        case tooMany(found: Int, most: Int)
        /// The value has the wrong type, which is shown.
        case mistyped(shown: String)
        /// The field must not be set.
        case forbidden
    }

    /// The field's path, for example `metadata.name`.
    var field: String
    /// How it is wrong.
    var kind: Kind
    /// What is expected.
    var detail: String

    /// The cause's reason code.
    var reason: String {
        switch kind {
        case .required: "FieldValueRequired"
        case .invalid: "FieldValueInvalid"
        case .unsupported: "FieldValueNotSupported"
        case .duplicate: "FieldValueDuplicate"
        case .notFound: "FieldValueNotFound"
        case .tooLong: "FieldValueTooLong"
        case .tooMany: "FieldValueTooMany"
        case .mistyped: "FieldValueTypeInvalid"
        case .forbidden: "FieldValueForbidden"
        }
    }

    /// The message without the field's path.
    var message: String {
        switch kind {
        case .required: "Required value" + tail
        case .invalid(let shown): "Invalid value: \(shown)" + tail
        case .unsupported(let shown): "Unsupported value: \(shown)" + tail
        case .duplicate(let shown): "Duplicate value: \(shown)" + tail
        case .notFound(let shown): "Not found: \(shown)" + tail
        case .tooLong(let most): "Too long: may not be more than \(most) bytes" + tail
        case .tooMany(let found, let most): "Too many: \(found): must have at most \(most) items" + tail
        case .mistyped(let shown): "Invalid value: \(shown)" + tail
        case .forbidden: "Forbidden" + tail
        }
    }

    private var tail: String { detail.isEmpty ? "" : ": \(detail)" }
}
