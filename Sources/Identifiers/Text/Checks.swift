extension Identifier {
    /// Refuses an empty text.
    static func checkPresence(_ text: String) throws(IdentifierError) {
        if text.isEmpty { throw error(text, .empty) }
    }

    /// Refuses characters outside a set that is named in words.
    static func check(
        _ text: String, only allowed: String, _ isAllowed: (Unicode.Scalar) -> Bool
    ) throws(IdentifierError) {
        if let run = text.firstRun(outside: isAllowed) { throw error(text, .illegal(run: run, allowed: allowed)) }
    }

    /// Refuses more characters than the limit.
    static func check(_ text: String, atMost limit: Int) throws(IdentifierError) {
        let count = text.unicodeScalars.count
        if count > limit { throw error(text, .tooLong(count: count, limit: limit)) }
    }

    /// Refuses `*`, `?` and `${`, which policies would read as patterns.
    static func checkExact(_ text: String) throws(IdentifierError) {
        // By bytes: this runs for every name with every key that is typed.
        var last: UInt8 = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "*") { throw error(text, .wildcard("*")) }
            if byte == UInt8(ascii: "?") { throw error(text, .wildcard("?")) }
            if byte == UInt8(ascii: "{"), last == UInt8(ascii: "$") { throw error(text, .wildcard("${")) }
            last = byte
        }
    }
}
