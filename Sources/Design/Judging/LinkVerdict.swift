public import IAMPolicy
import Wire

/// What the policies that were read say to a request.
public enum LinkVerdict: Hashable, Sendable {
    /// It is let through.
    case yes
    /// It is refused; the reason is a sentence.
    case no(String)
    /// Only the pod's own request has what decides: each entry names a key and what is wanted of it.
    case depends([String])
    /// Not everything that decides could be read; the reason follows "cannot tell: ".
    case cannotTell(String)

    /// Whether it is let through for certain.
    public var isYes: Bool { self == .yes }

    /// Whether it is refused for certain.
    public var isNo: Bool { if case .no = self { true } else { false } }

    /// Whether it is let through; nil where that is not certain.
    public var certainty: Bool? { isYes ? true : isNo ? false : nil }

    /// Decides one request.
    init(_ request: PolicyRequest, _ policies: PolicySet) {
        self.init(Evaluator.judge(request, policies))
    }

    /// What the evaluator says of one request.
    public init(_ judgement: Judgement) {
        switch judgement.answer {
        case .yes: self = .yes
        case .no: self = .no(judgement.reason)
        case .depends: self = .depends(judgement.dependences.map(\.wish).unrepeated)
        }
    }

    /// The judgement of several requests that all have to be let through: the worst of theirs.
    public init(all judgements: [LinkVerdict]) {
        var depends: [String] = []
        var untold: String?
        for judgement in judgements {
            switch judgement {
            case .yes: continue
            case .no:
                self = judgement
                return
            case .depends(let on): depends += on
            case .cannotTell(let reason): untold = untold ?? reason
            }
        }
        if let untold {
            self = .cannotTell(untold)
        } else {
            self = depends.isEmpty ? .yes : .depends(depends.unrepeated)
        }
    }
}

extension [String] {
    /// Each text once, in the order of their first.
    fileprivate var unrepeated: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
