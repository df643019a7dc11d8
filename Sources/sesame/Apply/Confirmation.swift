import Design

/// Who says yes to a plan.
struct Confirmation: Sendable {
    /// Whether `--yes` was given.
    var saysYes: Bool
    /// Whether somebody can be asked.
    var mayAsk: Bool

    /// Asks, or takes `--yes` for an answer.
    ///
    /// - Parameters:
    ///   - question: What is asked, without the words about the answers.
    ///   - words: What the answers do.
    /// - Throws: `Stop` when nobody may be asked, or the answer is anything but yes.
    func ask(
        _ question: String, yes words: String = "Type yes to apply, anything else changes nothing."
    ) throws(Stop) {
        if saysYes { return }
        guard mayAsk else {
            throw Stop(
                code: .usage, name: "NotConfirmed",
                message: "Nothing was changed: --yes is needed where nobody can be asked.")
        }
        guard Console.say("\n\(question) \(words)") else {
            throw Stop(
                code: .outputLost, name: "OutputLost",
                message: "Nothing was changed: the question could not be shown on standard error.")
        }
        guard let answer = readLine(), ["yes", "y"].contains(answer.lowercased()) else {
            throw Stop(code: .changesRemain, name: "NotConfirmed", message: "Nothing was changed.")
        }
    }
}
