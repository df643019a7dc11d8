import Wire

/// The input of a query-protocol operation: parameters in order, absent ones left out.
struct QueryInput {
    private var fields: [(name: String, value: QueryValue)] = []

    init() {}

    /// Adds text unless it is nil.
    mutating func add(_ name: String, _ text: String?) {
        if let text { fields.append((name, .text(text))) }
    }

    /// Adds a whole number unless it is nil.
    mutating func add(_ name: String, _ number: Int?) {
        if let number { fields.append((name, .integer(number))) }
    }

    /// Adds a value.
    mutating func add(_ name: String, _ value: QueryValue) { fields.append((name, value)) }

    /// Adds a list of texts unless it is empty.
    mutating func add(_ name: String, _ texts: [String]) {
        if !texts.isEmpty { fields.append((name, .texts(texts))) }
    }

    /// The form body: `Action=…&Version=…&…`, percent-encoded by RFC 3986.
    func body(action: String, version: String) -> [UInt8] {
        var text = "Action=\(PercentEncoding.encode(action))&Version=\(PercentEncoding.encode(version))"
        for (name, value) in QueryValue.structure(fields).parameters(named: "") {
            text += "&\(PercentEncoding.encode(name))=\(PercentEncoding.encode(value))"
        }
        return Array(text.utf8)
    }
}
