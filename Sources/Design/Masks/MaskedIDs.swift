import Wire

/// The IDs that AWS gives, each masked in its own form, so that whoever tells IDs by their form still does.
struct MaskedIDs: Hashable, Sendable {
    private var accounts = MaskSeries()
    private var issuers = MaskSeries()
    private var principals = MaskSeries()
    private var requests = MaskSeries()
    private var things = MaskSeries()
    private var setups = MaskSeries()
    private let leavesMasks: Bool

    init(leavesMasks: Bool) { self.leavesMasks = leavesMasks }

    /// How many accounts there are.
    var accountCount: Int { accounts.count }

    /// What stays the same from one bundle to the next; requests never come again, so only their number does.
    func remember(in memory: inout MaskMemory) {
        memory["accounts"] = accounts
        memory["issuers"] = issuers
        memory["principals"] = principals
        memory["things"] = things
        memory["setups"] = setups
        memory.requests = requests.count
    }

    /// Meets what was met in an earlier run.
    mutating func recall(_ memory: MaskMemory) {
        accounts = memory["accounts"]
        issuers = memory["issuers"]
        principals = memory["principals"]
        things = memory["things"]
        setups = memory["setups"]
        requests.skip(memory.requests)
    }

    /// The mask of an account.
    func account(_ id: String) -> String { "\(accounts[id] ?? 0)".zeroPadded(to: 12) }

    /// Meets an account.
    mutating func addAccount(_ id: String) { accounts.add(id) }

    /// Meets the IDs in a run of letters and digits, dashes and dots.
    ///
    /// - Parameters:
    ///   - run: The run.
    ///   - isIssuer: Whether it stands where an issuer's ID does, and is one also where a digit too few was typed.
    mutating func add(_ run: String, isIssuer: Bool = false) {
        for found in Found.all(in: Array(run.utf8), isIssuer: isIssuer, knows: isIssuerStart) where !isMask(found) {
            switch found.kind {
            case .account: accounts.add(found.text)
            case .issuer: issuers.add(found.text)
            case .issuerStart: break
            case .principal: principals.add(found.text)
            case .request: requests.add(found.text)
            case .thing: things.add(found.text)
            case .setup: setups.add(found.text)
            }
        }
    }

    /// The run with its IDs masked; nil where there is none.
    func masked(_ run: String, isIssuer: Bool = false) -> String? {
        let bytes = Array(run.utf8)
        let found = Found.all(in: bytes, isIssuer: isIssuer, knows: isIssuerStart)
        guard !found.isEmpty else { return nil }
        var result: [UInt8] = []
        var end = 0
        for one in found {
            result += bytes[end..<one.range.lowerBound]
            result += Array(mask(one).utf8)
            end = one.range.upperBound
        }
        return String(decoding: result + bytes[end...], as: UTF8.self)
    }

    private func mask(_ found: Found) -> String {
        let text = found.text
        guard !isMask(found) else { return text }
        switch found.kind {
        case .account: return account(text)
        case .issuer: return Self.issuer(issuers[text] ?? 0, like: text, length: text.utf8.count)
        case .issuerStart: return Self.issuer(issuerStarts[text] ?? 0, like: text, length: 8)
        case .principal:
            // Whoever asks whether an ID is a role's looks at its first four letters and its length.
            return text.prefix(4) + "\(principals[text] ?? 0)".zeroPadded(to: text.utf8.count - 4)
        case .request: return "00000000-0000-4000-8000-" + "\(requests[text] ?? 0)".zeroPadded(to: 12)
        case .thing:
            let prefix = text.prefix { $0 != "-" } + "-"
            return prefix + "\(things[text] ?? 0)".zeroPadded(to: text.utf8.count - prefix.utf8.count)
        case .setup: return String(setups[text] ?? 0, radix: 16).zeroPadded(to: 8)
        }
    }

    /// Whether it is a mask that was given, and none of the values that were met.
    private func isMask(_ found: Found) -> Bool {
        guard leavesMasks else { return false }
        let text = found.text
        func isGiven(_ series: MaskSeries, _ number: Int?) -> Bool {
            guard let number else { return false }
            return (0...series.count).contains(number) && series[text] == nil
        }
        switch found.kind {
        case .account: return isGiven(accounts, Int(text))
        case .issuer:
            let number = Int(text.dropFirst().prefix(min(7, text.utf8.count - 1)))
            return isGiven(issuers, number)
                && text == Self.issuer(number ?? 0, like: text, length: text.utf8.count)
        case .issuerStart: return false
        case .principal: return isGiven(principals, Int(text.dropFirst(4)))
        case .request: return text.hasPrefix("00000000-0000-4000-8000-")
        case .thing: return isGiven(things, Int(text.drop { $0 != "-" }.dropFirst()))
        case .setup: return isGiven(setups, Int(text, radix: 16))
        }
    }

    /// Names may begin with the first eight digits of an issuer's ID, as sesame makes them where no cluster is named.
    private var issuerStarts: [String: Int] {
        Dictionary(
            issuers.values.map { (String($0.prefix(8)).lowercased(), issuers[$0] ?? 0) },
            uniquingKeysWith: { min($0, $1) })
    }

    private func isIssuerStart(_ word: String) -> Bool { issuerStarts[word] != nil }

    private static func issuer(_ number: Int, like text: String, length: Int) -> String {
        let letter = MaskSeries.hasCapitals(text) ? "A" : "a"
        return letter + "\(number)".zeroPadded(to: min(7, length - 1))
            + String(repeating: "0", count: max(0, length - 8))
    }
}

/// An ID inside a run.
private struct Found {
    enum Kind {
        case account
        /// An issuer's, 32 hexadecimal digits.
        case issuer
        case issuerStart
        /// A role's, user's or policy's: `AROA…`.
        case principal
        /// A UUID.
        case request
        /// An instance's, network's, endpoint's, organisation's: `vpce-0a1b…`.
        case thing
        /// The hash that ends the names of a setup.
        case setup
    }

    let kind: Kind
    let range: Range<Int>
    let text: String

    private static let principals = ["AROA", "AIDA", "AGPA", "ANPA", "ANVA", "AIPA", "ASCA", "APKA", "ABIA", "ACCA"]
    private static let things: Set<String> = [
        "vpc", "vpce", "subnet", "sg", "eni", "i", "ami", "nat", "igw", "o", "ou", "a", "acl", "rtb",
    ]

    /// The IDs in a run, from left to right.
    static func all(in bytes: [UInt8], isIssuer: Bool, knows isIssuerStart: (String) -> Bool) -> [Found] {
        var all: [Found] = []
        var index = 0
        if isIssuer {
            while index < bytes.count, isWord(bytes[index]) { index += 1 }
            if index >= 8 { all.append(Found(.issuer, 0..<index, in: bytes)) } else { index = 0 }
        }
        while index < bytes.count {
            guard isWord(bytes[index]) else {
                index += 1
                continue
            }
            if let found = uuid(bytes, at: index) ?? thing(bytes, at: index) {
                all.append(found)
                index = found.range.upperBound
                continue
            }
            var end = index
            while end < bytes.count, isWord(bytes[end]) { end += 1 }
            all += word(bytes, index..<end, isIssuerStart)
            index = end
        }
        return all
    }

    private init(_ kind: Kind, _ range: Range<Int>, in bytes: [UInt8]) {
        self.kind = kind
        self.range = range
        text = String(decoding: bytes[range], as: UTF8.self)
    }

    private static func word(_ bytes: [UInt8], _ range: Range<Int>, _ isIssuerStart: (String) -> Bool) -> [Found] {
        let word = bytes[range]
        let isHex = word.allSatisfy { Hex.value(of: $0) != nil }
        if isHex, range.count == 32 { return [Found(.issuer, range, in: bytes)] }
        if isHex, range.count == 8 {
            if isIssuerStart(String(decoding: word, as: UTF8.self)) { return [Found(.issuerStart, range, in: bytes)] }
            let isName = bytes.starts(with: "sesame-".utf8) && range.lowerBound > 7
            let isEnd = !bytes[range.upperBound...].contains { isWord($0) || $0 == UInt8(ascii: "-") }
            if isName, isEnd, bytes[range.lowerBound - 1] == UInt8(ascii: "-") {
                return [Found(.setup, range, in: bytes)]
            }
        }
        if let found = principal(bytes, range) { return [found] }
        var all: [Found] = []
        var index = range.lowerBound
        while index < range.upperBound {
            var end = index
            while end < range.upperBound, isDigit(bytes[end]) { end += 1 }
            if end - index == 12 { all.append(Found(.account, index..<end, in: bytes)) }
            index = max(end, index + 1)
        }
        return all
    }

    /// `AROA…`, also behind the small letters of a Sid: `RoleAROA…`.
    private static func principal(_ bytes: [UInt8], _ range: Range<Int>) -> Found? {
        let start = bytes[range].lastIndex { isSmall($0) }.map { $0 + 1 } ?? range.lowerBound
        guard range.upperBound - start >= 16 else { return nil }
        let rest = start..<range.upperBound
        guard principals.contains(where: { bytes[rest].starts(with: $0.utf8) }) else { return nil }
        return Found(.principal, rest, in: bytes)
    }

    private static func uuid(_ bytes: [UInt8], at index: Int) -> Found? {
        guard index + 36 <= bytes.count, index == 0 || !isWord(bytes[index - 1]),
            index + 36 == bytes.count || !isWord(bytes[index + 36])
        else { return nil }
        for place in 0..<36 {
            let isDash = [8, 13, 18, 23].contains(place)
            guard isDash ? bytes[index + place] == UInt8(ascii: "-") : Hex.value(of: bytes[index + place]) != nil else {
                return nil
            }
        }
        return Found(.request, index..<(index + 36), in: bytes)
    }

    private static func thing(_ bytes: [UInt8], at index: Int) -> Found? {
        guard index == 0 || !isWord(bytes[index - 1]) && bytes[index - 1] != UInt8(ascii: "-") else { return nil }
        guard let dash = bytes[index...].prefix(7).firstIndex(of: UInt8(ascii: "-")) else { return nil }
        let prefix = String(decoding: bytes[index..<dash], as: UTF8.self)
        guard things.contains(prefix) else { return nil }
        var end = dash + 1
        while end < bytes.count, isDigit(bytes[end]) || isSmall(bytes[end]) { end += 1 }
        guard end == bytes.count || !isWord(bytes[end]) && bytes[end] != UInt8(ascii: "-") else { return nil }
        let id = bytes[(dash + 1)..<end]
        let isHex = id.allSatisfy { Hex.value(of: $0) != nil }
        switch prefix {
        case "o", "ou": guard id.count >= 10 else { return nil }
        case "a": guard id.count == 17 else { return nil }
        default: guard isHex, id.count == 8 || id.count == 17 else { return nil }
        }
        return Found(.thing, index..<end, in: bytes)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || isSmall(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isSmall(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}
