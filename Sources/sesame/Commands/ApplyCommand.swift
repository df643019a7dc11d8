public import ArgumentParser
import Design
import Setup
import Work

extension ResourceAddress: ExpressibleByArgument {}

/// `sesame apply`: plan, confirm, do.
struct ApplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Show the plan, ask, and make it so; safe to repeat and to interrupt.",
        discussion: """
            An apply with nothing to change writes nothing and mails nobody. What would take access from somebody is not \
            part of --yes: --take-over agrees to it. Exits 0 when everything is as wanted, 2 \
            when the rest waits for a person (a link in a mail, DNS records), 1 when something failed, 3 when a write \
            may have happened because its answer was lost, 77 when account, cluster or permissions do not fit, before \
            the first write or in the middle; what was made until then is listed.
            """)

    @OptionGroup var side: SideOption

    @Flag(help: "Do not ask before writing.")
    var yes = false

    @Option(help: ArgumentHelp("Wait this long for people, and go on: 90, 90s, 15m, 2h.", valueName: "time"))
    var wait: WaitTime = WaitTime(seconds: 0)

    @Flag(help: "Ask SES to mail the verification links again.")
    var resend = false

    @Option(
        help: ArgumentHelp(
            "Agree to a change of what others made or use; the plan names who loses access. May be given several times.",
            valueName: "address"))
    var takeOver: [ResourceAddress] = []

    @Option(help: ArgumentHelp("Write this resource alone. May be given several times.", valueName: "address"))
    var only: [ResourceAddress] = []

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run() throws {
        let process = ProcessContext.current()
        let options = PlanOptions(sides: side.chosen, takeOver: Set(takeOver), resend: resend)
        let (planned, signal) = Bridge.wait(doing: "Reading what is there") { [self] in await plan(options) }
        if let signal { Exit.leave(signal: signal) }
        Exit.run(common.output) { () throws(Stop) in
            let (work, setup, elsewhere) = try planned.get()
            let session = ApplySession(
                work: work, format: common.output,
                paint: Paint(common.look, process, to: common.output == .json ? .error : .output),
                confirmation: Confirmation(saysYes: yes, mayAsk: process.inputIsTerminal && !common.noInput),
                waitSeconds: wait.seconds, only: only.isEmpty ? nil : Set(only), takeOver: Set(takeOver),
                advise: { Advice.tell($0, elsewhere: elsewhere) })
            return try session.confirmAndApply(setup)
        }
    }

    private func plan(_ options: PlanOptions) async -> Result<(SetupWork, PlannedSetup, String?), Stop> {
        do throws(Stop) {
            let work = try await SetupWork.open(common, sides: options.sides)
            do throws(Problem) {
                let setup = try await work.plan(options)
                return .success((work, setup, await work.senderElsewhere(setup)))
            } catch {
                throw Stop(error)
            }
        } catch {
            return .failure(error)
        }
    }
}
