public import Calls
import Design
public import Identifiers
public import Wire

/// What a person pasted: what a command of the AWS CLI or kubectl printed, as the answer to a call that is still open.
///
/// Which call it answers is seen by its shape, and by the names in it. Whose account answered is not proven by that.
public enum PastedAnswer: Sendable {
    /// It answers this call, and none of the others.
    case one(Call, Answer)
    /// It may answer each of these calls; a person has to say which.
    case several([(call: Call, answer: Answer)])
    /// It answers none of them; a sentence says why.
    case none(String)

    /// Who answered, as an ``Answer`` names it.
    public static let caller = "pasted"

    /// The most bytes of a pasted text: 4 MB.
    public static let byteLimit = 4 << 20

    /// Finds the open call that a text answers.
    ///
    /// A prompt and the command before the answer are passed over, and so is what follows it. kubectl's `List` answers
    /// the call for a list, or for one of the objects in it.
    ///
    /// - Parameters:
    ///   - text: What was pasted: JSON, or YAML of kubectl.
    ///   - open: The calls that have no answer yet.
    ///   - accounts: The accounts of the sides, as far as they are known: they tell apart what both are asked.
    ///   - now: When it was pasted.
    /// - Returns: The call that it fits.
    public static func match(
        _ text: String, _ open: some Collection<Call>, accounts: [Side: AccountID] = [:], at now: Timestamp
    ) -> PastedAnswer {
        guard text.utf8.count <= byteLimit else {
            return .none("This is longer than \(byteLimit >> 20) MB, the most that is read of a pasted answer.")
        }
        if let failure = PastedFailure(text) { return failure.match(open, at: now) }
        let value: JSONValue
        switch document(in: text) {
        case .success(let found): value = found
        case .failure(let problem): return .none(problem.sentence)
        }
        var fits: [(call: Call, answer: Answer)] = []
        for call in open.sorted(by: { $0.key < $1.key }) where !call.operation.effect.writes {
            guard let fit = PastedShape(call, accounts).fit(value) else { continue }
            fits.append((call, Answer(.success(fit.value), at: now, caller: caller, isWhole: fit.isWhole)))
        }
        switch fits.count {
        case 0: return .none(sentence(value, open))
        case 1: return .one(fits[0].call, fits[0].answer)
        default: return .several(fits)
        }
    }

    /// Why a text holds no document.
    private struct Problem: Error {
        let sentence: String
    }

    private static func document(in text: String) -> Result<JSONValue, Problem> {
        if let start = text.firstIndex(where: { $0 == "{" }), let end = text.lastIndex(of: "}"), start < end {
            do throws(DocumentError) { return .success(try JSONValue.parse(String(text[start...end]))) } catch {
                // YAML may hold braces as well; what begins with one is JSON.
                if text.first(where: { !$0.isWhitespace }) == "{" {
                    return .failure(
                        Problem(sentence: "This is not the whole answer, or no JSON. \(error.sentence) Copy all of it.")
                    )
                }
            }
        }
        let yaml = text.split(separator: "\n", omittingEmptySubsequences: false)
            .drop { !$0.hasPrefix("apiVersion:") }.joined(separator: "\n")
        if !yaml.isEmpty, let documents = try? YAMLNode.parse(yaml), let first = documents.first {
            return .success(first.json)
        }
        return .failure(
            Problem(
                sentence:
                    "This is no JSON. \"aws … --output json\" and \"kubectl … -o json\" print what can be pasted here.")
        )
    }

    private static func sentence(_ value: JSONValue, _ open: some Collection<Call>) -> String {
        guard !open.isEmpty else { return "No answer is missing here, so nothing can be pasted." }
        if value["kind"]?.string == "Secret" { return "This is a Secret, which is never read; take it off the screen." }
        let names = (value.object?.keys ?? []).prefix(3).map { TerminalText.sanitized($0, limit: 40) }
        let found = names.isEmpty ? "" : " It holds \(names.listed)."
        return "This answers none of the \(open.count.counting("call")) that are open here.\(found)"
    }
}
