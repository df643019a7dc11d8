import Design
import Diagnosis
import Wire
import Work

/// A test send and what there is to say about it: what `send` and the line mode say alike.
struct SendSession: Sendable {
    /// Callers, cluster and answers.
    var work: SetupWork
    /// The answers file, for the command that repairs; nil where the answers are no file.
    var answersFile: String?
    /// How lines look.
    var paint: Paint

    /// Sends, and on a refusal reads what explains it.
    ///
    /// - Parameters:
    ///   - wanted: The way, the receiver, the text.
    ///   - showsLinks: Whether links are printed as they end.
    /// - Returns: What came of it.
    /// - Throws: `Stop` when the setup is not known well enough to send.
    func send(_ wanted: SendOptions, showsLinks: Bool) async throws(Stop) -> SendOutcome {
        let printer = SendPrinter(paint: paint)
        do throws(Problem) {
            return try await work.send(wanted) { event in if showsLinks { printer.print(event) } }
        } catch {
            throw Stop(error)
        }
    }

    /// Prints whether the message went out, and if not, why.
    func tell(_ outcome: SendOutcome) {
        Console.line("")
        if let message = outcome.report.messageID {
            Console.line(paint.line(sign: "✓", " Message sent to \(outcome.report.receiver). \(message)"))
        } else if outcome.report.outcome == .unknown {
            Console.line(paint.line(sign: "?", " \(outcome.report.unknownSentence)"))
        } else if let finding = outcome.finding {
            for line in FindingText.lines(finding, paint) { Console.line(line) }
            if outcome.isRepairedByApply, let answersFile, answersFile != "-" {
                Console.line(paint.line("  By sesame  sesame apply --answers \(answersFile)"))
            }
        } else {
            Console.line(paint.line(sign: "✗", " The message was not sent: the reason is in the line above."))
        }
        for reason in outcome.cannotTell { Console.line(paint.line(sign: "?", " cannot tell: \(reason)")) }
    }
}
