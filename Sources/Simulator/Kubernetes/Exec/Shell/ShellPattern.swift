/// A pattern of names or texts: `*`, `?` and `[…]`, with everything else as it stands.
struct ShellPattern: Sendable, Hashable {
    private enum Unit: Sendable, Hashable {
        case one(Character)
        case any
        case many
        case among(Set<Character>, [ClosedRange<Character>], classes: [String], isNegated: Bool)
    }

    private let units: [Unit]

    /// Reads a pattern from its parts; in those that are literal every character stands for itself.
    init(_ parts: [(text: String, isLiteral: Bool)]) {
        let letters = parts.flatMap { part in part.text.map { (character: $0, isLiteral: part.isLiteral) } }
        var units: [Unit] = []
        var index = 0
        while index < letters.count {
            let (character, isLiteral) = letters[index]
            index += 1
            switch character {
            case "*" where !isLiteral: if units.last != .many { units.append(.many) }
            case "?" where !isLiteral: units.append(.any)
            case "[" where !isLiteral:
                if let (unit, end) = Self.bracket(letters, index) {
                    units.append(unit)
                    index = end
                } else {
                    units.append(.one(character))
                }
            default: units.append(.one(character))
            }
        }
        self.units = units
    }

    private init(units: [Unit]) { self.units = units }

    /// Reads what follows `[`; nil where no bracket closes it.
    private static func bracket(
        _ letters: [(character: Character, isLiteral: Bool)], _ start: Int
    ) -> (Unit, Int)? {
        var index = start
        let isNegated = index < letters.count && "!^".contains(letters[index].character) && !letters[index].isLiteral
        if isNegated { index += 1 }
        let first = index
        var (characters, ranges, classes): (Set<Character>, [ClosedRange<Character>], [String]) = ([], [], [])
        while index < letters.count {
            let (character, isLiteral) = letters[index]
            if character == "]", !isLiteral, index > first {
                return (.among(characters, ranges, classes: classes, isNegated: isNegated), index + 1)
            }
            if character == "[", !isLiteral, index + 1 < letters.count, letters[index + 1].character == ":",
                let end = (index + 2..<letters.count).first(where: { letters[$0].character == ":" }),
                end + 1 < letters.count, letters[end + 1].character == "]"
            {
                classes.append(String(letters[index + 2..<end].map(\.character)))
                index = end + 2
                continue
            }
            if index + 2 < letters.count, letters[index + 1].character == "-", !letters[index + 1].isLiteral,
                letters[index + 2].character != "]" || letters[index + 2].isLiteral
            {
                let last = letters[index + 2].character
                if character <= last { ranges.append(character...last) }
                index += 3
                continue
            }
            characters.insert(character)
            index += 1
        }
        return nil
    }

    private static func fits(_ unit: Unit, _ character: Character) -> Bool {
        switch unit {
        case .one(let wanted): return wanted == character
        case .any, .many: return true
        case .among(let characters, let ranges, let classes, let isNegated):
            let isThere =
                characters.contains(character) || ranges.contains { $0.contains(character) }
                || classes.contains { belongs(character, to: $0) }
            return isThere != isNegated
        }
    }

    private static func belongs(_ character: Character, to name: String) -> Bool {
        switch name {
        case "alpha": character.isLetter
        case "digit": character.isASCII && character.isNumber
        case "alnum": character.isLetter || character.isNumber
        case "upper": character.isUppercase
        case "lower": character.isLowercase
        case "space": character.isWhitespace
        case "blank": character == " " || character == "\t"
        case "punct": character.isPunctuation || character.isSymbol
        case "xdigit": character.isHexDigit
        default: false
        }
    }

    /// Whether the whole of a text fits.
    func matches(_ text: some Collection<Character>) -> Bool {
        let letters = Array(text)
        var (unit, letter) = (0, 0)
        // Where the last `*` stands, and how far it reaches.
        var (star, reach): (Int?, Int) = (nil, 0)
        while letter < letters.count {
            if unit < units.count, units[unit] == .many {
                (star, reach) = (unit, letter)
                unit += 1
            } else if unit < units.count, Self.fits(units[unit], letters[letter]) {
                unit += 1
                letter += 1
            } else if let star {
                reach += 1
                (unit, letter) = (star + 1, reach)
            } else {
                return false
            }
        }
        return units[unit...].allSatisfy { $0 == .many }
    }

    /// A text without the part at its beginning or end that fits.
    func trimming(_ text: String, atEnd: Bool, longest: Bool) throws(ShellProblem) -> String {
        let letters = Array(text)
        // Every length is tried: more would keep the simulator busy.
        guard letters.count <= 1 << 14 else { throw .tooLong }
        let lengths = longest ? Array((0...letters.count).reversed()) : Array(0...letters.count)
        for length in lengths where matches(atEnd ? letters.suffix(length) : letters.prefix(length)) {
            return String(atEnd ? letters.dropLast(length) : letters.dropFirst(length))
        }
        return text
    }

    /// The paths that fit, in their order.
    ///
    /// - Parameters:
    ///   - files: The files.
    ///   - absolute: Makes a path of one that may be relative.
    /// - Returns: Paths as the pattern writes them.
    func paths(_ files: PodFiles, absolute: (String) -> String) -> [String] {
        var steps = units.split(separator: .one("/"), omittingEmptySubsequences: false).map(Array.init)
        var found = [""]
        if steps.count > 1, steps[0].isEmpty {
            found = ["/"]
            steps.removeFirst()
        }
        for (index, step) in steps.enumerated() {
            let isLast = index == steps.count - 1
            var next: [String] = []
            for base in found {
                let literal = step.compactMap { unit -> Character? in
                    if case .one(let letter) = unit { letter } else { nil }
                }
                if literal.count == step.count {
                    let path = base + String(literal)
                    let place = absolute(path.isEmpty ? "." : path)
                    let isFolder = files.entries(of: place) != nil
                    if isFolder || isLast && !step.isEmpty && files.holds(place) {
                        next.append(isLast ? path : path + "/")
                    }
                    continue
                }
                let pattern = ShellPattern(units: step)
                for name in files.entries(of: absolute(base.isEmpty ? "." : base)) ?? [] {
                    // A name that begins with a period has to be asked for.
                    if name.first == ".", step.first != .one(".") { continue }
                    guard pattern.matches(name) else { continue }
                    if isLast {
                        next.append(base + name)
                    } else if files.entries(of: absolute(base + name)) != nil {
                        next.append(base + name + "/")
                    }
                }
            }
            found = next
        }
        return found
    }
}
