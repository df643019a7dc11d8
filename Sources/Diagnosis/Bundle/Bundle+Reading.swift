import Design
import Wire

extension Bundle {
    /// The most bytes of a bundle: 64 MB.
    public static let byteLimit = 64 << 20
    /// The most values in a bundle, counted before anything is made of them.
    static let valueLimit = 2_000_000
    /// The most bytes of a text in a bundle; no policy, annotation or message of AWS or a cluster is as long.
    static let textLimit = 512 << 10
    /// The most values in an answer; those of thousands of roles have some hundred thousand.
    static let answerLimit = 500_000
    /// The most calls in a bundle.
    static let callLimit = 50_000

    /// Reads a bundle that may come from anywhere.
    ///
    /// Nothing in it is carried out, no path in it is opened, and what the calls' rows do not name is dropped. Control
    /// characters but tabs and line ends become `?`.
    ///
    /// - Parameter bytes: The whole file.
    /// - Returns: The bundle.
    /// - Throws: ``BundleProblem``, a sentence for whatever is no bundle of this version.
    public static func read(_ bytes: [UInt8]) throws(BundleProblem) -> Bundle {
        guard bytes.count <= byteLimit else {
            throw BundleProblem("", "It is longer than \(byteLimit >> 20) MB, the most that is read of a bundle.")
        }
        guard valueCount(bytes) <= valueLimit else {
            throw BundleProblem(
                "", "It holds more than \(valueLimit) values, the most that is read of a bundle.")
        }
        let whole: JSONValue
        do throws(DocumentError) { whole = try JSONValue.parse(bytes) } catch {
            throw BundleProblem("", "This is no bundle, which is JSON. \(error.sentence)")
        }
        var replaced = 0
        guard longestText(in: whole) <= textLimit else {
            throw BundleProblem("", "It holds a text of more than \(textLimit >> 10) KB, the most that is read of one.")
        }
        let document = withoutControls(whole, &replaced)
        try checkVersion(document)
        guard let written = document["written"]?.string.flatMap({ Timestamp(iso8601: $0) }) else {
            throw BundleProblem("written", "The time has to be like 2026-01-02T03:04:05Z.")
        }
        guard let kinds = document["masked"]?.array else {
            throw BundleProblem("masked", "A list of what is masked is expected; it may be empty.")
        }
        let subject = try subject(document)
        guard let calls = document["calls"]?.array else {
            throw BundleProblem("calls", "A list of calls with their answers is expected.")
        }
        guard calls.count <= callLimit else {
            throw BundleProblem("calls", "Here are \(calls.count) calls; at most \(callLimit) are read.")
        }
        var bundle = Bundle(
            written: written, by: document["by"]?.string ?? "",
            masked: Set(kinds.compactMap(\.string).compactMap(MaskKind.init)),
            subject: subject, observations: Observations())
        bundle.replaced = replaced
        for (index, entry) in calls.enumerated() {
            guard valueCount(in: entry) <= answerLimit else {
                throw BundleProblem(
                    "calls[\(index)]", "It holds more than \(answerLimit) values, the most that is read of an answer.")
            }
            guard let (call, answer) = try BundleCall.read(entry, "calls[\(index)]") else {
                bundle.unknown += 1
                continue
            }
            guard bundle.observations[call] == nil else {
                throw BundleProblem(
                    "calls[\(index)]", "The same call stands here twice, and only one answer can count.")
            }
            bundle.observations[call] = answer
        }
        return bundle
    }

    /// What has to be said of a bundle that was read, besides what it holds; empty for one that is as it should be.
    public var remarks: [String] {
        var remarks: [String] = []
        if unknown > 0 {
            let what = unknown == 1 ? "1 answer is" : "\(unknown) answers are"
            remarks.append(
                "Written by \(by.isEmpty ? "another version" : by); \(what) of a kind that this version does not know.")
        }
        if replaced > 0 {
            remarks.append("\(replaced.counting("control character")) in it became a question mark.")
        }
        return remarks
    }

    private static func checkVersion(_ document: JSONValue) throws(BundleProblem) {
        guard let found = document["schema"]?.string else {
            throw BundleProblem("schema", "This is no bundle: its schema is missing; \(schema) is expected.")
        }
        guard found != schema else { return }
        let by = document["by"]?.string.map { ", written by \($0.prefix(80))" } ?? ""
        let isBundle = found.hasPrefix("sesame/bundle/")
        throw BundleProblem(
            "schema",
            isBundle
                ? "This bundle has another form (\(found.prefix(80))\(by)); this version of sesame reads \(schema)."
                : "This is no bundle: its schema is \(found.prefix(80)); \(schema) is expected.")
    }

    private static func subject(_ document: JSONValue) throws(BundleProblem) -> Subject {
        guard let answers = document["answers"], answers.object != nil else {
            throw BundleProblem("answers", "What is known of the setup is expected, in the form of an answers file.")
        }
        guard document["subject"]?.object != nil else {
            throw BundleProblem("subject", "The subject is expected, an object.")
        }
        do throws(AnswersProblems) {
            let read = try AnswersReader.read(answers.serialized(.compact), file: "answers")
            var subject = Subject(read, pod: document["subject"]?["pod"]?.string)
            subject.partitionID = document["subject"]?["partition"]?.string
            return subject
        } catch {
            let first = error.problems.first
            let place = first.map { $0.keyPath.isEmpty ? "answers" : "answers.\($0.keyPath)" } ?? "answers"
            throw BundleProblem(
                place, first.map { "Found \($0.found); expected \($0.expected)." } ?? "These are no answers.")
        }
    }

    /// How many values JSON text holds at most: each is followed by a comma or an end.
    private static func valueCount(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            var isText = false
            var index = 0
            while index < bytes.count {
                switch bytes[index] {
                case UInt8(ascii: "\\") where isText: index += 1
                case UInt8(ascii: "\""): isText.toggle()
                case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"): if !isText { count += 1 }
                default: break
                }
                index += 1
            }
            return count
        }
    }

    private static func longestText(in value: JSONValue) -> Int {
        switch value {
        case .null, .bool: return 0
        case .number(let text), .string(let text): return text.utf8.count
        case .array(let elements): return elements.reduce(0) { max($0, longestText(in: $1)) }
        case .object(let object):
            return object.members.reduce(0) { max($0, $1.key.utf8.count, longestText(in: $1.value)) }
        }
    }

    private static func valueCount(in value: JSONValue) -> Int {
        switch value {
        case .array(let elements): elements.reduce(1) { $0 + valueCount(in: $1) }
        case .object(let object): object.members.reduce(1) { $0 + valueCount(in: $1.value) }
        default: 1
        }
    }

    private static func withoutControls(_ value: JSONValue, _ replaced: inout Int) -> JSONValue {
        switch value {
        case .null, .bool, .number: return value
        case .string(let text): return .string(withoutControls(text, &replaced))
        case .array(let elements): return .array(elements.map { withoutControls($0, &replaced) })
        case .object(let object):
            var result = JSONObject()
            for member in object.members {
                let key = withoutControls(member.key, &replaced)
                // Keys that become the same are no keys of any answer; the first one stays.
                if result[key] == nil { result[key] = withoutControls(member.value, &replaced) }
            }
            return .object(result)
        }
    }

    private static func withoutControls(_ text: String, _ replaced: inout Int) -> String {
        func isControl(_ scalar: Unicode.Scalar) -> Bool {
            scalar.value < 0x20 && !"\t\n\r".unicodeScalars.contains(scalar) || (0x7F...0x9F).contains(scalar.value)
        }
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isControl(scalar) { replaced += 1 }
            result.append(isControl(scalar) ? "?" : scalar)
        }
        return String(result)
    }
}
