/// One difference between what is and what is wanted.
public struct PlanDifference: Hashable, Sendable {
    /// Where, in the words of the resource's document: `Statement[0].Resource`, `annotations.eks.amazonaws.com/role-arn`.
    public var path: String
    /// What is there now; nil when nothing is.
    public var from: String?
    /// What is wanted; nil when nothing is.
    public var to: String?

    /// A difference.
    public init(path: String, from: String?, to: String?) {
        self.path = path
        self.from = from
        self.to = to
    }
}
