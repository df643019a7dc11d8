import Wire

/// Chooses objects by label or by field, as `labelSelector` and `fieldSelector` do.
struct Selector: Sendable {
    private enum Test: Sendable {
        case isOneOf(String, [String])
        case isNoneOf(String, [String])
        case exists(String)
        case isAbsent(String)
    }

    private let labels: [Test]
    private let fields: [Test]

    /// Reads the selectors of a request.
    init(_ call: APICall) throws(APIFailure) {
        labels = try Self.tests(call.parameter("labelSelector") ?? "")
        fields = try Self.tests(call.parameter("fieldSelector") ?? "")
    }

    /// Reads a label selector in its textual form.
    init(labels: String) throws(APIFailure) {
        self.labels = try Self.tests(labels)
        fields = []
    }

    /// Reads a label selector as objects hold it; an empty one chooses everything.
    init(_ selector: JSONValue?) {
        let equal = (selector?["matchLabels"]?.textMembers ?? [:]).map { Test.isOneOf($0.key, [$0.value]) }
        let expressions = (selector?["matchExpressions"]?.array ?? []).compactMap { expression -> Test? in
            let key = expression["key"]?.string ?? ""
            let values = (expression["values"]?.array ?? []).compactMap(\.string)
            return switch expression["operator"]?.string {
            case "In": .isOneOf(key, values)
            case "NotIn": .isNoneOf(key, values)
            case "Exists": .exists(key)
            case "DoesNotExist": .isAbsent(key)
            default: nil
            }
        }
        labels = equal + expressions
        fields = []
    }

    /// Whether an object is chosen.
    func matches(_ object: JSONValue) -> Bool {
        let held = object.at(["metadata", "labels"])?.textMembers ?? [:]
        return labels.allSatisfy { Self.holds($0) { held[$0] } }
            && fields.allSatisfy { test in
                Self.holds(test) { object.at($0.split(separator: ".").map(String.init))?.string ?? "" }
            }
    }

    private static func holds(_ test: Test, _ value: (String) -> String?) -> Bool {
        switch test {
        case .isOneOf(let key, let values): value(key).map(values.contains) ?? false
        case .isNoneOf(let key, let values): value(key).map { !values.contains($0) } ?? true
        case .exists(let key): value(key) != nil
        case .isAbsent(let key): value(key) == nil
        }
    }

    private static func tests(_ text: String) throws(APIFailure) -> [Test] {
        var tests: [Test] = []
        for part in parts(of: text) { tests.append(try test(part)) }
        return tests
    }

    /// Splits at commas that are not between brackets.
    private static func parts(of text: String) -> [String] {
        var parts = [""]
        var depth = 0
        for character in text {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == ",", depth == 0 {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts.map(\.trimmingBlanksAndLineEnds).filter { !$0.isEmpty }
    }

    private static func test(_ part: String) throws(APIFailure) -> Test {
        for (sign, negated) in [("!=", true), ("==", false), ("=", false)] {
            guard let range = part.firstRange(of: sign) else { continue }
            let key = part[..<range.lowerBound].trimmingBlanksAndLineEnds
            let value = part[range.upperBound...].trimmingBlanksAndLineEnds
            return negated ? .isNoneOf(key, [value]) : .isOneOf(key, [value])
        }
        if part.hasPrefix("!") { return .isAbsent(part.dropFirst().trimmingBlanksAndLineEnds) }
        let words = part.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
        if words.count == 1 { return .exists(part) }
        guard words.count == 3, words[2].hasPrefix("("), words[2].hasSuffix(")") else {
            throw .badRequest("unable to parse requirement: \(part)")
        }
        let values = words[2].dropFirst().dropLast().split(separator: ",").map(\.trimmingBlanksAndLineEnds)
        switch words[1] {
        case "in": return .isOneOf(String(words[0]), values)
        case "notin": return .isNoneOf(String(words[0]), values)
        default: throw .badRequest("unable to parse requirement: found '\(words[1])', expected: in, notin, =, ==, !=")
        }
    }
}
