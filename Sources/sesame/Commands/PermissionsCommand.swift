public import ArgumentParser
import Calls
import Design
public import Diagnosis
import Identifiers
import Wire
import Work

extension PermissionPurpose: ExpressibleByArgument {}

extension PermissionWay: ExpressibleByArgument {}

/// `sesame permissions`: what to ask an administrator for.
struct PermissionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "permissions",
        abstract: "Print the two IAM policies and the RBAC rules to ask an administrator for.",
        discussion: """
            The least that works, from the same table that "cannot tell: needs ..." comes from. Asks nobody: the \
            answers file says which accounts, cluster and names. With --missing the doctor looks (for setup: a plan is \
            made and its permissions are checked; for send: the cluster is asked for its rights), nothing is written, \
            and only what was refused is printed, for the cluster with what it would refuse next. Exits 3 when something could not be looked at for another reason.
            """)

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("What for: setup, doctor, send or restart (default: setup).", valueName: "work"))
    var purpose: PermissionPurpose = .setup

    @Option(
        help: ArgumentHelp(
            "With --for send: only for this way; job is --via pod --job. May be given several times (default: all).",
            valueName: "way"))
    var via: [PermissionWay] = []

    @Option(
        help: ArgumentHelp(
            "With --for restart: this workload in the namespace of the answers, as apply --restart takes it: "
                + "deployment/web. May be given several times.",
            valueName: "kind/name"))
    var restart: [String] = []

    @Option(
        help: ArgumentHelp("Print one document and nothing else: eks, ses or kubernetes.", valueName: "side"))
    var only: Side?

    @Flag(help: "Only what a look now is refused.")
    var missing = false

    @OptionGroup(title: "Common options") var common: CommonOptions

    private var ways: Set<PermissionWay> { via.isEmpty ? Set(PermissionWay.allCases) : Set(via) }

    func run() throws {
        if !via.isEmpty, purpose != .send {
            Exit.run(common.output) { () throws(Stop) in
                throw Stop(code: .usage, name: "BadOption", message: "--via: it goes with --for send.")
            }
        }
        if restart.isEmpty == (purpose == .restart) {
            Exit.run(common.output) { () throws(Stop) in
                throw Stop(
                    code: .usage, name: "BadOption",
                    message: purpose == .restart
                        ? "--for restart: --restart says which workload, as in: --restart deployment/web"
                        : "--restart: it goes with --for restart.")
            }
        }
        if missing { return look() }
        Exit.run(common.output) { () throws(Stop) in
            try show(try offline())
            return .success
        }
    }

    private func look() {
        let (result, signal) = Bridge.wait(doing: "Looking at what is refused") { [self] in await looked() }
        if let signal { Exit.leave(signal: signal) }
        Exit.run(common.output) { () throws(Stop) in
            let lack = try result.get()
            try show(lack.permissions, notes: lack.notes)
            return lack.notes.isEmpty ? .success : .incomplete
        }
    }

    // MARK: What is needed

    /// What the answers say; where nobody knows the cluster's issuer yet, any provider is allowed.
    private func offline() throws(Stop) -> PermissionSet {
        var answers = try AnswersSource.offline(common)
        let knowsIssuer = answers.oidcProvider != nil
        if !knowsIssuer, let region = answers.eksRegion {
            let issuer = "oidc.eks.\(region.text).amazonaws.com/id/\(String(repeating: "0", count: 32))"
            try? answers.set(issuer, for: .eksOIDCProvider, from: .typed)
        }
        let restarts = try RestartTarget.read(restart, in: answers.namespace?.text ?? "default")
        do throws(IncompleteAnswers) {
            return PermissionSet(
                purpose, try DelegateSending(answers), knowsIssuer: knowsIssuer, ways: ways, restarts: restarts)
        } catch {
            throw Stop(code: .badData, name: "IncompleteAnswers", message: error.sentence)
        }
    }

    private func looked() async -> Result<SetupWork.Lack, Stop> {
        do throws(Stop) {
            let sides = Set(only.map { [$0] } ?? Side.allCases)
            let work = try await SetupWork.open(common, sides: sides)
            let targets = try RestartTarget.read(restart, in: work.answers.namespace?.text ?? "default")
            do throws(Problem) {
                return .success(try await work.lack(purpose, sides: sides, ways: ways, restarts: targets))
            } catch {
                throw Stop(error)
            }
        } catch {
            return .failure(error)
        }
    }

    // MARK: Printing

    private func show(_ permissions: PermissionSet, notes: [String] = []) throws(Stop) {
        let sides = only.map { [$0] } ?? [Side.eks, .ses, .kubernetes]
        if common.output == .json {
            try Console.document(permissions.document(sides, notes: notes))
            return
        }
        for note in notes { Console.note(TerminalText.sanitized("sesame: \(note)")) }
        if let only {
            guard let file = permissions.file(only) else {
                Console.note("sesame: \(nothing(only))")
                return
            }
            try Console.whole(file)
            return
        }
        let paint = Paint(common.look, .current())
        for side in sides {
            guard let file = permissions.file(side) else {
                Console.lines(paint.lines("\(permissions.heading(side)): \(nothing(side))") + [""])
                continue
            }
            let heading = permissions.heading(side)
            let gap = String(repeating: " ", count: max(2, 62 - heading.count))
            Console.lines([paint.line("\(heading)\(gap)--only \(side.rawValue)")])
            Console.lines(file.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        }
        guard sides.contains(where: { !permissions.isEmpty($0) }) else { return }
        for sentence in permissions.advice { Console.lines(paint.lines(sentence)) }
    }

    private func nothing(_ side: Side) -> String {
        missing ? "Nothing was refused." : "Nothing is needed."
    }
}
