public import ArgumentParser
public import Design
import Setup
import Wire

extension ResourceAddress: ExpressibleByArgument {}

/// `sesame apply`: plan, confirm, do.
struct ApplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Show the plan, ask, and make it so; safe to repeat and to interrupt.",
        discussion: """
            An apply with nothing to change writes nothing and mails nobody. Exits 0 when everything is as wanted, 2 \
            when the rest waits for a person (a link in a mail, DNS records), 1 when something failed, 77 when account, \
            cluster or permissions do not fit; then nothing was written.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var side: SideOption

    @Flag(help: "Do not ask before writing.")
    var yes = false

    @Option(help: ArgumentHelp("Wait this long for people, and go on: 90, 90s, 15m, 2h.", valueName: "time"))
    var wait: WaitTime = WaitTime(seconds: 0)

    @Flag(help: "Ask SES to mail the verification links again.")
    var resend = false

    @Option(
        help: ArgumentHelp(
            "Record what others made here, then change it. May be given several times.", valueName: "address"))
    var takeOver: [ResourceAddress] = []

    @Flag(help: "Progress line by line; the default where standard output is no terminal.")
    var plain = false

    func run() throws {
        let process = ProcessContext.current()
        let options = PlanOptions(sides: side.chosen, takeOver: Set(takeOver), resend: resend)
        let (planned, signal) = Bridge.wait { [self] in await plan(options) }
        if let signal { Exit.leave(signal: signal) }
        Exit.run(common.output) { () throws(Stop) in
            let (run, setup) = try planned.get()
            try confirm(setup, process)
            return try apply(run, setup)
        }
    }

    private func plan(_ options: PlanOptions) async -> Result<(LiveRun, PlannedSetup), Stop> {
        do throws(Stop) {
            let run = try await LiveRun.open(common, sides: options.sides)
            do throws(SetupError) {
                return .success((run, try await Planner(run.context).plan(run.answers, options: options)))
            } catch {
                throw Stop(error)
            }
        } catch {
            return .failure(error)
        }
    }

    /// Shows the plan and asks; without a terminal only `--yes` says yes.
    private func confirm(_ setup: PlannedSetup, _ process: ProcessContext) throws(Stop) {
        let lines = PlanText.lines(setup.plan, setup.design)
        for line in lines { common.output == .json ? Console.note(line) : Console.line(line) }
        let isNothing = setup.plan.summary.writes == 0 && setup.plan.mails.isEmpty
        if yes || isNothing { return }
        guard process.inputIsTerminal, !common.noInput else {
            throw Stop(
                code: .usage, name: "NotConfirmed",
                message: "Nothing was changed: --yes is needed where nobody can be asked.")
        }
        Console.note("")
        Console.note(
            "Apply these \(setup.plan.summary.writes) changes? Type yes to apply, anything else changes nothing.")
        guard let answer = readLine(), ["yes", "y"].contains(answer.lowercased()) else {
            throw Stop(code: .changesRemain, name: "NotConfirmed", message: "Nothing was changed.")
        }
    }

    private func apply(_ run: LiveRun, _ setup: PlannedSetup) throws(Stop) -> Design.ExitCode {
        let control = ApplyControl()
        let printer = ApplyPrinter(setup, to: common.output == .json ? .error : .output)
        let options = ApplyOptions(waitSeconds: wait.seconds, freshSeconds: yes ? 20 : 5)
        let (result, signal) = Bridge.wait(interrupted: {
            Console.note("Stopping after the calls in flight; run apply again to go on.")
            control.stop()
        }) { () -> Result<ApplyReport, Stop> in
            do throws(SetupError) {
                return .success(
                    try await Applier(run.context).apply(setup, options: options, control: control) {
                        printer.print($0)
                    })
            } catch {
                return .failure(Stop(error))
            }
        }
        let report = try result.get()
        switch common.output {
        case .json: Console.line(report.document.serialized(.pretty))
        case .text: printer.end(report)
        }
        if let signal { Exit.leave(signal: signal) }
        return report.exitCode
    }
}
