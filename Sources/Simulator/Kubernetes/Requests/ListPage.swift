import Wire

/// Which part of a list a request wants: `limit` and `continue`.
struct ListPage {
    /// At most this many; nil for all.
    var limit: Int?
    /// Only what comes after this one: namespace and name joined by a slash, or the name alone.
    var start = ""

    /// Reads a request's parameters.
    init(_ call: APICall) throws(APIFailure) {
        if let text = call.parameter("limit"), !text.isEmpty {
            guard let number = Int64(text) else {
                throw .badRequest("strconv.ParseInt: parsing \"\(text)\": invalid syntax")
            }
            limit = number > 0 ? Int(number) : nil
        }
        guard let token = call.parameter("continue"), !token.isEmpty else { return }
        // Unused bits at the end are nothing to the API server.
        let illegal = Self.illegalByte(token)
        let whole = illegal == token.utf8.count ? String(token.prefix(token.count / 4 * 4)) : ""
        guard let bytes = Base64.decodeURL(token) ?? (whole.isEmpty ? nil : Base64.decodeURL(whole)) else {
            throw Self.invalid("illegal base64 data at input byte \(illegal)")
        }
        guard let value = try? JSONValue.parse(bytes) else {
            let first = bytes.first ?? 0
            let shown =
                (0x20...0x7E).contains(first)
                ? String(UnicodeScalar(first)) : "\\u00" + Hex.encode([first])
            throw Self.invalid("invalid character '\(shown)' looking for beginning of value")
        }
        guard value["v"]?.string == "meta.k8s.io/v1" else {
            throw Self.invalid("server does not recognize this encoded version \"\(value["v"]?.string ?? "")\"")
        }
        start = value["start"]?.string ?? ""
    }

    /// The items of the page, and the list's metadata.
    func cut(
        _ items: [JSONValue], version: Int, counts: Bool
    ) -> (items: [JSONValue], metadata: JSONValue) {
        var metadata = JSONObject([("resourceVersion", .string(String(version)))])
        var items = items
        if !start.isEmpty { items = items.filter { Self.place(of: $0) >= start } }
        guard let limit, items.count > limit, let last = items.prefix(limit).last else {
            return (items, .object(metadata))
        }
        let next: JSONValue = [
            "v": "meta.k8s.io/v1", "rv": .number(String(version)), "start": .string(Self.place(of: last) + "\0"),
        ]
        metadata["continue"] = .string(Base64.encodeURL(Array(next.serialized(.compact).utf8)))
        // How many are left is known only where nothing chooses among them.
        if counts { metadata["remainingItemCount"] = .number(String(items.count - limit)) }
        return (Array(items.prefix(limit)), .object(metadata))
    }

    private static func place(of object: JSONValue) -> String {
        let namespace = object.at(["metadata", "namespace"])?.string ?? ""
        return namespace.isEmpty ? object.name : "\(namespace)/\(object.name)"
    }

    private static func illegalByte(_ text: String) -> Int {
        let bytes = Array(text.utf8)
        let isFine = { (byte: UInt8) in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D || byte == 0x5F
        }
        return bytes.firstIndex { !isFine($0) } ?? bytes.count
    }

    private static func invalid(_ why: String) -> APIFailure {
        .badRequest("invalid continue token: continue key is not valid: \(why)")
    }
}
