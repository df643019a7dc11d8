import Calls
import Design
import Setup
import Wire

/// The links of a test send, line by line.
struct SendPrinter: Sendable {
    /// How lines look.
    var paint: Paint
    /// Says what is being waited for when a link takes long.
    let progress = Progress()
    /// Tells of the pod, by way of one.
    private let workload: WorkloadPrinter

    /// Whether what broke is told once more behind the links: then its link has the code alone.
    private let isFollowed: Bool

    /// A printer.
    ///
    /// - Parameters:
    ///   - paint: How lines look.
    ///   - isFollowed: Whether what broke is told once more behind the links.
    init(paint: Paint, isFollowed: Bool = true) {
        self.paint = paint
        self.isFollowed = isFollowed
        workload = WorkloadPrinter(paint: paint)
    }

    /// The columns before the words of a link: sign, name and time.
    static let margin = 25

    /// Prints what happened.
    func print(_ event: SendEvent) {
        switch event {
        case .started(let link): progress.began(link.waitedFor)
        case .pausing(_, let reason, let secondsLeft, let attempt):
            Console.say(paint.line("  … \(reason); try \(attempt), up to \(secondsLeft) s"))
        case .workload(let status): workload.print(status)
        case .line(let line): workload.print(line)
        case .ended(let link):
            progress.ended()
            let name = link.name.rawValue.blankPadded(to: 11)
            let time = "\(link.milliseconds) ms"
            let blank = String(repeating: " ", count: max(0, 8 - time.count))
            let words = isFollowed && !link.isToldWhole ? link.code ?? link.detail : link.detail
            let sign = link.isOK ? "✓" : link.mayHaveHappened ? "?" : "✗"
            Console.lines(
                paint.lines(sign: sign, " \(name)  \(blank)\(time)  \(words)", hanging: Self.margin))
            // A refusal names its request itself.
            if let request = link.requestID, !words.contains(request) {
                let margin = paint.speaks ? "  " : String(repeating: " ", count: Self.margin)
                Console.lines(paint.lines(margin + "request \(request)"))
            }
        }
    }
}

extension SendLink {
    /// Whether its line says all there is to say, also where it broke.
    ///
    /// It does of a right that is missing and how it is given, or where nobody knows what became of it. Of anything else the finding behind the links says more, in the same words.
    var isToldWhole: Bool { isOK || mayHaveHappened || problem?.failure?.kind == .denied }
}

extension SendLinkName {
    /// What a link waits for, after "Waiting for".
    fileprivate var waitedFor: String {
        switch self {
        case .annotation: "the cluster to show the service account"
        case .token: "the cluster to make a token"
        case .assumeRole: "STS to exchange the token for keys of the role"
        case .caller: "STS to say who has these keys"
        case .send: "SES to take the message"
        case .workload: "the pod to run"
        }
    }
}
