public import Calls
public import Wire
public import Identifiers

/// Whose credentials a side is asked with (`sts:GetCallerIdentity`).
public struct CallerState: Hashable, Sendable {
    /// The account of the credentials.
    public var account: AccountID
    /// The caller's ARN.
    public var arn: ARN
    /// The unique ID, for example `AROA…:session`.
    public var userID: String

    /// A caller.
    public init(account: AccountID, arn: ARN, userID: String) {
        self.account = account
        self.arn = arn
        self.userID = userID
    }
}

extension CallerState: AnswerView {
    /// Reads `sts:GetCallerIdentity`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        do throws(IdentifierError) {
            account = try AccountID(answer["Account"]?.string ?? "")
            arn = try ARN(answer["Arn"]?.string ?? "")
        } catch {
            throw ViewProblem(error.reason)
        }
        userID = answer["UserId"]?.string ?? ""
    }
}
