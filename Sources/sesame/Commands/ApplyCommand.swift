public import ArgumentParser
import Calls
import Design
import Identifiers
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

    @Option(
        help: ArgumentHelp(
            "Only have this workload in the namespace of the answers make its pods anew, as kubectl rollout restart "
                + "does: deployment/web, statefulset/db, daemonset/agent. Pods get role and token when they are made. May be given several times.",
            valueName: "kind/name"))
    var restart: [String] = []

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run() throws {
        let process = ProcessContext.current()
        if !restart.isEmpty { return runRestart(process) }
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

    /// Restarts and does nothing else.
    private func runRestart(_ process: ProcessContext) {
        let (opened, signal) = Bridge.wait(doing: "Reading what is there") { [self] () -> Result<RestartWork, Stop> in
            do throws(Stop) {
                guard only.isEmpty, takeOver.isEmpty, !resend, side.chosen == Set(Side.allCases) else {
                    throw Stop(
                        code: .usage, name: "BadOption",
                        message: "--restart: nothing else is applied with it; leave the other options out.")
                }
                let work = try await SetupWork.open(common, sides: [.eks, .kubernetes])
                let namespace = work.answers.namespace?.text ?? "default"
                return .success(RestartWork(work: work, targets: try RestartTarget.read(restart, in: namespace)))
            } catch {
                return .failure(error)
            }
        }
        if let signal { Exit.leave(signal: signal) }
        Exit.run(common.output) { () throws(Stop) in
            let opened = try opened.get()
            let session = RestartSession(
                work: opened.work, format: common.output,
                paint: Paint(common.look, process, to: common.output == .json ? .error : .output),
                confirmation: Confirmation(saysYes: yes, mayAsk: process.inputIsTerminal && !common.noInput))
            return try session.confirmAndRestart(opened.targets)
        }
    }

    /// What is to be restarted, and by whom.
    private struct RestartWork: Sendable {
        var work: SetupWork
        var targets: [RestartTarget]
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
