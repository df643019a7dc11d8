import AWSClient
import ArgumentParser
import Calls
import Design
import Diagnosis
import Setup
import Wire
import Work

/// `sesame doctor`: find the one link that is broken.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Find the one link that is broken, with evidence and fix; writes nothing.",
        discussion: """
            WHAT is a service account (namespace/name), a pod, the ARN of a role or of an SES identity, an answers \
            file, a bundle, a setup that is known here, or an error text that names one of them; several words complete one \
            another. Left out, it is --answers or the setup used last. What is not said is found by reading. Exits 0 \
            when no fault was seen, 1 with a root cause, 3 when something could not be looked at.
            """)

    @Argument(help: ArgumentHelp("Whose mail: see above.", valueName: "what"))
    var what: [String] = []

    @Flag(help: "Every service account of the cluster that has a role, the worst first.")
    var all = false

    @Option(
        help: ArgumentHelp(
            "Diagnose what somebody recorded with \"sesame bundle\"; nobody is asked for anything.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var bundle: String?

    @Option(
        help: ArgumentHelp(
            "Only this link, check or code; --list names them. May be given several times.",
            valueName: "name"))
    var only: [String] = []

    @Option(help: ArgumentHelp("Not this link, check or code. May be given several times.", valueName: "name"))
    var skip: [String] = []

    @Flag(help: "List the checks with their codes.")
    var list = false

    @Option(help: ArgumentHelp("From what on it exits 1: fail or warn.", valueName: "status"))
    var failOn: FailOn = .fail

    @Flag(help: "List the calls that were made, with the commands that do the same.")
    var showCalls = false

    @Option(
        help: ArgumentHelp(
            "Write what was found as an answers file, which plan and apply take; a file that is there is left alone.",
            valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var writeAnswers: String?

    @Flag(help: "Really take the role with a token of the service account; asks first, and for one mail as well.")
    var probe = false

    @Flag(help: "Do not ask before the probe.")
    var yes = false

    @Flag(help: "Look again every 15 s until all is right, for an hour at most.")
    var watch = false

    @OptionGroup(title: "Common options") var options: SetupOptions<DoctorFormat>

    /// From what on a finding is a problem.
    enum FailOn: String, ExpressibleByArgument, CaseIterable, Sendable {
        case fail
        case warn
    }

    func run() throws {
        let common = try options.common
        let format = options.output
        let paint = Paint(common.look, .current())
        if list {
            Exit.run(format.forFailures) { () throws(Stop) in
                if format == .json {
                    try Console.document(CheckList.document)
                } else {
                    Console.lines(CheckList.lines(paint))
                }
                return .success
            }
        }
        if all { try runAll(common, format, paint) }
        if format == .csv {
            Exit.run(format.forFailures) { () throws(Stop) in
                throw Stop(
                    code: .usage, name: "BadOption", message: "-o csv is a table of many; it goes with --all.")
            }
        }
        if let file = bundle ?? RecordedSession.file(among: what) {
            Exit.run(format.forFailures) { () throws(Stop) in
                if bundle != nil, !what.isEmpty {
                    throw Stop(
                        code: .usage, name: "BadOption",
                        message:
                            "A bundle says itself whose mail it is about; leave out \(what.joined(separator: " ")).")
                }
                if writeAnswers != nil {
                    throw Stop(
                        code: .usage, name: "BadOption",
                        message: "--write-answers writes what a look found, and a bundle is none; leave it out.")
                }
                let session = try RecordedSession(
                    file, try CheckSelection(only: only, skip: skip), now: SystemClock().now)
                try session.print(format, paint, showsCalls: showCalls, failOn)
                return session.exitCode(failOn)
            }
        }
        if common.look.plain, format == .text, !probe, !watch, writeAnswers == nil {
            DoctorLine.run(what, common, only: only, skip: skip, failOn: failOn)
        }
        if watch, format != .text {
            Exit.run(format.forFailures) { () throws(Stop) in
                throw Stop(code: .usage, name: "BadOption", message: "--watch says changes as text; leave -o out.")
            }
        }
        let first = wait(format, paint) { [self] in await looked(common) }
        guard probe || watch, case .success(let session) = first else { end(first, format, paint) }
        guard !probe else {
            let confirmation = Confirmation(
                saysYes: yes, mayAsk: ProcessContext.current().inputIsTerminal && !common.noInput)
            let sendsMail: Bool
            do throws(Stop) {
                if !yes { Console.say("\n" + session.probeWords(offersMail: true)) }
                let answer = try confirmation.answer(
                    "Prove it?", "Type yes to prove, mail to send 1 mail as well, anything else proves nothing.")
                guard ["yes", "y", "mail"].contains(answer) else {
                    throw Stop(code: .changesRemain, name: "NotConfirmed", message: "Nothing was changed.")
                }
                sendsMail = answer == "mail"
            } catch {
                end(.failure(error), format, paint)
            }
            end(
                wait(format, paint) { [self] in await proved(session, sendsMail, paint) }, format, paint)
        }
        try? session.print(format, paint, showsCalls: showCalls, failOn)
        let isRight = session.looked?.diagnosis.isHealthy ?? false
        Console.say(
            isRight
                ? "sesame: All is right already; watching until something is not, for an hour. Ctrl-C ends."
                : "sesame: Watching every 15 s until all is right, for an hour. Ctrl-C ends.")
        let (last, signal) = Bridge.wait { () -> DoctorSession in
            var session = session
            await session.watch(paint)
            return session
        }
        if let signal { Exit.leave(signal: signal) }
        end(.success(last), format, paint)
    }

    /// Waits for a part of the run; who stops it gets the verdict of what was read until then.
    private func wait(
        _ format: DoctorFormat, _ paint: Paint, _ work: @escaping @Sendable () async -> Result<DoctorSession, Stop>
    ) -> Result<DoctorSession, Stop> {
        let (result, signal) = Bridge.wait(doing: "Looking; Ctrl-C stops and judges what was read", work)
        guard let signal else { return result }
        if case .success(let session) = result { try? session.print(format, paint, showsCalls: showCalls, failOn) }
        Exit.leave(signal: signal)
    }

    private func end(_ result: Result<DoctorSession, Stop>, _ format: DoctorFormat, _ paint: Paint) -> Never {
        Exit.run(format.forFailures) { () throws(Stop) in
            let session = try result.get()
            try session.print(format, paint, showsCalls: showCalls, failOn)
            if let unwritten = session.unwritten { throw unwritten }
            return session.exitCode(failOn)
        }
    }

    /// `--all`; never returns.
    private func runAll(_ common: CommonOptions, _ format: DoctorFormat, _ paint: Paint) throws {
        let (result, signal) = Bridge.wait(doing: "Looking; Ctrl-C stops and judges what was read") { [self] in
            await lookedAtAll(common, format)
        }
        if let signal {
            if case .success(let session) = result { try? session.print(format, paint) }
            Exit.leave(signal: signal)
        }
        Exit.run(format.forFailures) { () throws(Stop) in
            let session = try result.get()
            try session.print(format, paint)
            return session.exitCode(failOn)
        }
    }

    private func lookedAtAll(_ common: CommonOptions, _ format: DoctorFormat) async -> Result<FleetSession, Stop> {
        do throws(Stop) {
            if bundle != nil || writeAnswers != nil || ![.text, .json, .csv].contains(format) {
                throw Stop(
                    code: .usage, name: "BadOption",
                    message:
                        "--all looks live at a whole cluster and prints a table: -o text, json or csv, no bundle and no answers file."
                )
            }
            var session = try await FleetSession.open(common, what, try CheckSelection(only: only, skip: skip))
            await session.look()
            return .success(session)
        } catch {
            return .failure(error)
        }
    }

    private func proved(
        _ session: DoctorSession, _ sendsMail: Bool, _ paint: Paint
    ) async -> Result<DoctorSession, Stop> {
        var session = session
        do throws(Stop) {
            try await session.prove(sendsMail: sendsMail, showsLinks: options.output == .text, paint)
            return .success(session)
        } catch {
            return .failure(error)
        }
    }

    private func looked(_ common: CommonOptions) async -> Result<DoctorSession, Stop> {
        do throws(Stop) {
            let selection = try CheckSelection(only: only, skip: skip)
            var session = try await DoctorSession.open(common, what, selection)
            await session.look()
            if let writeAnswers { await session.writeAnswers(to: writeAnswers) }
            return .success(session)
        } catch {
            return .failure(error)
        }
    }
}

extension SetupOptions<DoctorFormat> {
    /// The same options for what all commands share.
    var common: CommonOptions {
        get throws {
            var common = try CommonOptions.parse([])
            common.answersFile = answersFile
            common.eksProfile = eksProfile
            common.sesProfile = sesProfile
            common.eksRegion = eksRegion
            common.sesRegion = sesRegion
            common.kubeconfig = kubeconfig
            common.context = context
            common.execPlugins = execPlugins
            common.endpointURL = endpointURL
            common.demo = demo
            common.output = output.forFailures
            common.debug = debug
            common.debugBodies = debugBodies
            common.logFile = logFile
            common.noInput = noInput
            common.look = look
            return common
        }
    }
}
