public import ArgumentParser
import Design
import Diagnosis
public import Setup
import Wire

extension SendWay: ExpressibleByArgument {}

/// `sesame send`: one test message, link by link.
struct TestSendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Send one test message and say how every link of the way held.",
        discussion: """
            chain goes the way of the pod from this computer: token of the service account, role, SES with the source \
            ARN. owner sends with the SES account's own credentials. A refusal is explained: what was expected, what \
            was found, why, and what AWS said.
            """)

    @OptionGroup(title: "Common options") var common: CommonOptions

    @Option(help: ArgumentHelp("The way that the message goes.", valueName: "way"))
    var via: SendWay = .chain

    @Option(help: ArgumentHelp("Receiver; simulator is Amazon's own test mailbox.", valueName: "address"))
    var to: String?

    @Option(help: ArgumentHelp("Subject.", valueName: "text"))
    var subject: String?

    @Option(help: ArgumentHelp("Plain text of the message.", valueName: "text"))
    var body: String?

    /// What there is to say after a send.
    private struct Outcome: Sendable {
        var report: SendReport
        var finding: Finding?
    }

    func run() throws {
        let (result, signal) = Bridge.wait { [self] in await sent() }
        if let signal { Exit.leave(signal: signal) }
        Exit.run(common.output) { () throws(Stop) in
            let outcome = try result.get()
            switch common.output {
            case .json: Console.line(outcome.report.document.serialized(.pretty))
            case .text: describe(outcome)
            }
            return outcome.report.exitCode
        }
    }

    private func sent() async -> Result<Outcome, Stop> {
        do throws(Stop) {
            try checkReceiver()
            let run = try await LiveRun.open(common, sides: via == .owner ? [.ses] : [.eks, .kubernetes])
            let design = try await design(run)
            var options = SendOptions(via: via, receiver: to)
            if let subject { options.subject = subject }
            if let body { options.body = body }
            options.lastWrite = run.context.state.flatMap {
                Journal(setup: Setup.SavedSetup.key(for: design), in: $0).lastWrite()
            }
            let isText = common.output == .text
            let paint = Paint(common.look, .current())
            let report = await TestSend(run.context).send(design, options: options) { event in
                if isText { SendPrinter(paint: paint).print(event) }
            }
            var finding: Finding?
            if !report.isOK {
                let more = await run.widened(common)
                let observed = try? await Planner(more.context).plan(more.answers)
                finding = SendMeaning.finding(report, design, observed?.observations ?? Observations())
            }
            return .success(Outcome(report: report, finding: finding))
        } catch {
            return .failure(error)
        }
    }

    /// The setup; where only the cluster is named, EKS is asked for the issuer.
    private func design(_ run: LiveRun) async throws(Stop) -> DelegateSending {
        if let design = try? DelegateSending(run.answers) { return design }
        do {
            return try await Planner(run.context).plan(run.answers, options: PlanOptions(sides: [.eks])).design
        } catch {
            throw Stop(error)
        }
    }

    private func checkReceiver() throws(Stop) {
        guard let to, to != "simulator" else { return }
        do {
            var probe = Answers()
            try probe.set(to, for: .sesReceiver, from: .flag("--to"))
        } catch {
            throw Stop(code: .usage, name: "BadOption", message: "--to: \(error.sentence)")
        }
    }

    private func describe(_ outcome: Outcome) {
        let paint = Paint(common.look, .current())
        Console.line("")
        if let message = outcome.report.messageID {
            Console.line(paint.line(sign: "✓", " Message sent to \(outcome.report.receiver). \(message)"))
        } else if let finding = outcome.finding {
            for line in FindingText.lines(finding, paint) { Console.line(line) }
        } else {
            Console.line(paint.line(sign: "✗", " The message was not sent: the reason is in the line above."))
        }
    }
}
