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
        guard ["yes", "y"].contains(try answer(question, words)) else {
            throw Stop(code: .changesRemain, name: "NotConfirmed", message: "Nothing was changed.")
        }
    }

    /// Asks, and gives what was typed in small letters; `--yes` is `yes`.
    ///
    /// - Parameters:
    ///   - question: What is asked, without the words about the answers.
    ///   - words: What the answers do.
    /// - Returns: The answer; empty for none.
    /// - Throws: `Stop` when nobody may be asked.
    func answer(_ question: String, _ words: String) throws(Stop) -> String {
        if saysYes { return "yes" }
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
        return readLine()?.lowercased() ?? ""
    }
}
