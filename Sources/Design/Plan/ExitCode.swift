/// How a command ends; the number is the process's exit status, as documented.
public enum ExitCode: Int32, Hashable, Sendable, CaseIterable {
    /// Everything is as wanted.
    case success = 0
    /// Failed, in conflict, or a problem was found.
    case failed = 1
    /// Changes are to be made, or a person is waited for.
    case changesRemain = 2
    /// A read was refused or unreachable: the answer is incomplete.
    case incomplete = 3
    /// The command was called the wrong way.
    case usage = 64
    /// The input data is wrong.
    case badData = 65
    /// Nothing answered.
    case unreachable = 69
    /// What the command had to say cannot be written; the reader left, the disk is full, the stream is closed.
    case outputLost = 74
    /// Wrong account or cluster, or a write was refused.
    case refused = 77

    /// The first that applies of several, in the documented order.
    public static func first(_ codes: some Sequence<ExitCode>) -> ExitCode {
        let order: [ExitCode] = [
            .usage, .badData, .outputLost, .refused, .unreachable, .failed, .incomplete, .changesRemain, .success,
        ]
        let present = Set(codes)
        return order.first { present.contains($0) } ?? .success
    }
}

extension Plan {
    /// The exit code of `plan`.
    ///
    /// Nothing reachable is when there is no resource that anything is known of, and nobody answered for any.
    public var exitCode: ExitCode {
        if !resources.isEmpty,
            resources.allSatisfy({ $0.action == .unknown && $0.denial == nil && $0.doubt == nil })
        {
            return .unreachable
        }
        return ExitCode.first(
            resources.map { resource in
                switch resource.action {
                case .conflict: .failed
                case .unknown: resource.doubt?.exitCode ?? .incomplete
                case .create, .change, .waiting: .changesRemain
                case .adopt, .unchanged: .success
                }
            })
    }
}
