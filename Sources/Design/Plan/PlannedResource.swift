public import Calls

/// What a plan says about one resource: what is, what is wanted, and the steps between.
public struct PlannedResource: Hashable, Sendable {
    /// The resource.
    public var address: ResourceAddress
    /// The side that it is on.
    public var side: Side { address.side }
    /// Its name in its place: `ses-sender-role`, `ops@example.com`, an issuer.
    public var name: String
    /// Where it lives: an account ID, or the cluster's name for Kubernetes.
    public var account: String
    /// What happens to it.
    public var action: PlanAction
    /// Why, or what the person gets, for the plan's row; at most 30 columns, no period.
    public var gain: String
    /// The whole reason as a sentence; what `reason` says in the JSON document.
    public var reason: String
    /// What differs, in the order of the document.
    public var differences: [PlanDifference] = []
    /// What somebody loses or what gets broader when this is applied; one sentence each.
    public var risks: [String] = []
    /// Whether ``risks`` name somebody who loses access; only a person who has read that agrees to it, `--yes` does not.
    public var takesAccess = false
    /// The addresses that get a mail from Amazon when this is applied.
    public var mails: [String] = []
    /// What a person has to do, for `waiting` and after mails.
    public var task: PersonTask?
    /// The missing permission, for `unknown`.
    public var denial: Denial?
    /// Why somebody who could be asked gave no answer, for `unknown`.
    public var doubt: Doubt?
    /// What apply does, in order; empty when nothing is to be written.
    public var steps: [Step] = []
    /// The resources that have to be right before these steps can work.
    public var needs: [ResourceAddress]
    /// The document as it is, pretty-printed; nil when there is none or it does not exist.
    public var currentDocument: String?
    /// The document as it is wanted, pretty-printed; nil when the resource has none.
    public var wantedDocument: String?
    /// The file that the document is written to as an artifact.
    public var documentName: ArtifactName?
    /// Whether others made it and it was taken over by `--take-over`.
    public var isTakenOver = false
    /// Whether taking it over would help, for `conflict`.
    public var canTakeOver = false
    /// The fields of this setup's own object that other field managers of the cluster hold.
    public var fieldsOfOthers: [FieldConflicts.Field] = []
    /// Answers with which this row would not be in the way, the best first.
    public var proposals: [AnswerProposal] = []

    /// The row of a resource before anything else is known about it.
    public init(
        address: ResourceAddress, name: String, account: String, action: PlanAction, gain: String,
        reason: String, needs: [ResourceAddress] = []
    ) {
        self.address = address
        self.needs = needs
        self.name = name
        self.account = account
        self.action = action
        self.gain = gain
        self.reason = reason
    }
}

extension PlannedResource {
    /// Names who loses what by this change, which is then never part of `--yes`; nobody, where the list is empty.
    mutating func warn(of losses: [String]) {
        risks = losses
        takesAccess = !losses.isEmpty
    }
}

/// Another answer that would solve a row of the plan.
public struct AnswerProposal: Hashable, Sendable {
    /// The field.
    public let field: FieldID
    /// Its value; nil where any other than today's does.
    public let value: String?
    /// What comes of it, as a sentence without its final period: `Use the role shop-s3-reader, which the pods have`.
    public let sentence: String

    /// Another name for something of this setup, where others have one of the same name.
    static func ownName(_ field: FieldID, of thing: String) -> AnswerProposal {
        AnswerProposal(
            field: field, value: nil,
            sentence: "Name a \(thing) of this setup's own, so that the other stays as it is")
    }

    /// The proposal as a line of the answers file: `names.role: shop-s3-reader`.
    public var line: String { value.map { "\(field.rawValue): \($0)" } ?? "another \(field.rawValue)" }
}
