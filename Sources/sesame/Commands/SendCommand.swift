public import ArgumentParser
import Calls
import Design
import Diagnosis
import Wire
import Work

extension SendWay: ExpressibleByArgument {}

/// `sesame send`: one test message, link by link.
struct TestSendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Send one test message and say how every link of the way held.",
        discussion: """
            chain goes the way of the pod from this computer: token of the service account, role, SES with the source \
            ARN. owner sends with the SES account's own credentials. pod is the guide's way: it waits until the test \
            workload runs (or the pod that --pod names), asks in the pod who it is, and sends from within it, which \
            also proves webhook, image and network. With --job it needs neither: two Jobs of the service account run \
            the same in turn and are deleted again; what they are is shown, and asked about, first. A refusal is explained: what was expected, what was found, why, \
            and what AWS, the cluster or the pod said. Exits 3 when the message may have been sent because the answer \
            was lost: look into the mailbox before you send again.
            """)

    @Option(help: ArgumentHelp("The way that the message goes.", valueName: "way"))
    var via: SendWay = .chain

    @Option(
        help: ArgumentHelp(
            "With --via pod: the pod that sends, one of the service account that has the AWS CLI; without it the test "
                + "workload.", valueName: "name"))
    var pod: String?

    @Flag(
        help: ArgumentHelp(
            "With --via pod: send by Jobs that are made for it and deleted afterwards; no workload is needed."))
    var job = false

    @Flag(help: "With --job: do not ask before the Jobs are made.")
    var yes = false

    @Option(help: ArgumentHelp("Receiver; simulator is Amazon's own test mailbox.", valueName: "address"))
    var to: String?

    @Option(help: ArgumentHelp("Subject.", valueName: "text"))
    var subject: String?

    @Option(help: ArgumentHelp("Plain text of the message.", valueName: "text"))
    var body: String?

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run() throws {
        let paint = Paint(common.look, .current())
        do throws(Stop) {
            try checkReceiver()
            try checkPod()
        } catch {
            Exit.run(common.output) { () throws(Stop) in throw error }
        }
        if job { agreeToJobs(paint) }
        // Whether a message went out has to be said somewhere.
        Console.goesOnElsewhere()
        let (result, signal) = Bridge.wait(doing: "Asking who and where") { [self] in await sent(paint) }
        if let signal {
            // What became of the message is worth knowing most when somebody stops it.
            if case .success(let (session, outcome)) = result {
                switch common.output {
                case .json where outcome.report.outcome != .notSent: try? Console.document(outcome.document)
                case .json: break
                case .text: session.tell(outcome)
                }
            }
            Exit.leave(signal: signal)
        }
        Exit.run(common.output) { () throws(Stop) in
            let (session, outcome) = try result.get()
            switch common.output {
            case .json: try Console.document(outcome.document)
            case .text: session.tell(outcome)
            }
            return outcome.report.exitCode
        }
    }

    private var sides: Set<Side> { via == .owner ? [.ses] : [.eks, .kubernetes] }

    /// Says what is made in the cluster, and goes on where somebody says yes.
    private func agreeToJobs(_ paint: Paint) {
        let (result, signal) = Bridge.wait(doing: "Asking who and where") { [self] () -> Result<[String], Stop> in
            do throws(Stop) {
                let work = try await SetupWork.open(common, sides: sides)
                do throws(Problem) { return .success(try await work.setupToSend(via).jobNotice) } catch {
                    throw Stop(error)
                }
            } catch {
                return .failure(error)
            }
        }
        if let signal { Exit.leave(signal: signal) }
        do throws(Stop) {
            let lines = try result.get().flatMap { paint.lines($0) }
            if common.output == .json { for line in lines { Console.note(line) } } else { Console.lines(lines) }
            try Console.check()
            let process = ProcessContext.current()
            try Confirmation(saysYes: yes, mayAsk: process.inputIsTerminal && !common.noInput).ask(
                "Make them, and send one message?", yes: "Type yes to do it, anything else makes and sends nothing.")
        } catch {
            Exit.run(common.output) { () throws(Stop) in throw error }
        }
    }

    private func sent(_ paint: Paint) async -> Result<(SendSession, SendOutcome), Stop> {
        do throws(Stop) {
            let work = try await SetupWork.open(common, sides: sides)
            let session = SendSession(work: work, command: { [common] in common.command($0, $1) }, paint: paint)
            var options = SendOptions(via: via, receiver: to, pod: pod, byJob: job)
            if let subject { options.subject = subject }
            if let body { options.body = body }
            return .success((session, try await session.send(options, showsLinks: common.output == .text)))
        } catch {
            return .failure(error)
        }
    }

    private func checkPod() throws(Stop) {
        if job, via != .pod { throw Stop(code: .usage, name: "BadOption", message: "--job: it goes with --via pod.") }
        if yes, !job { throw Stop(code: .usage, name: "BadOption", message: "--yes: it goes with --job.") }
        guard let pod else { return }
        if job {
            throw Stop(
                code: .usage, name: "BadOption", message: "--pod: a Job makes a pod of its own; leave one of both out.")
        }
        guard via == .pod else {
            throw Stop(code: .usage, name: "BadOption", message: "--pod: it goes with --via pod.")
        }
        // Names of pods are DNS subdomains (Kubernetes API conventions), and become part of a path.
        let isName = pod.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
        }
        guard isName, !pod.isEmpty, pod.utf8.count <= 253, pod.first?.isLetter == true || pod.first?.isNumber == true
        else {
            throw Stop(
                code: .usage, name: "BadOption",
                message: "--pod: \(pod) is no pod's name: small letters, digits, - and . (kubectl get pods lists them)."
            )
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
}
