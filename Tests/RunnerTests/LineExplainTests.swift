import Design
import Testing

@testable import sesame

/// Explaining a text that is pasted, line by line.
@Suite struct `Explaining line by line` {
    private final class Talk {
        var lines: [String]
        var all: [String] = []

        init(_ lines: [String]) { self.lines = lines }

        var dialog: LineDialog {
            var paint = Paint.none
            paint.speaks = true
            return LineDialog(
                paint: paint, read: { self.lines.isEmpty ? nil : self.lines.removeFirst() },
                write: { self.all.append($0) }, prompt: { self.all.append($0) })
        }
    }

    private static let refusal =
        "AccessDenied: User `arn:aws:sts::111122223333:assumed-role/ses-sender-role/boto' is not authorized to perform `ses:SendEmail' on resource `arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com'"

    @Test func `causes are numbered, explained by their numbers, and lead to the doctor`() throws {
        let talk = Talk(["2026-03-12 INFO start", Self.refusal, ".", "2", "d", "99", "q"])
        #expect(try LineExplain(talk.dialog).run() == .success)
        let said = talk.all
        #expect(said.first == "Paste an error text or a log, then a line with only a full stop.")
        #expect(said.contains("2 lines, 1 of them from AWS. Nothing left this computer."), "\(said)")
        #expect(
            said.contains(
                "It names EKS account 111122223333, role ses-sender-role, SES account 444455556666, eu-west-1 and sender no-reply@example.com."
            ), "\(said)")
        #expect(
            said.contains("  1  likely, code SES-DOOR-2: The SES account has not allowed this role to send."), "\(said)"
        )
        #expect(said.contains("likely, code IAM-DOOR-1: The role is not allowed to send as this sender."), "\(said)")
        #expect(said.contains("  aws iam list-attached-role-policies --role-name ses-sender-role"), "\(said)")
        #expect(said.contains("  sesame doctor arn:aws:iam::111122223333:role/ses-sender-role"), "\(said)")
        #expect(said.contains { $0.hasPrefix("  Expected a number from 1 to ") }, "\(said)")
    }

    @Test func `the end of what is pasted ends it, and nothing pasted is said`() throws {
        let talk = Talk(["no such thing"])
        #expect(try LineExplain(talk.dialog).run() == .failed)
        #expect(talk.all.contains("unknown: This text is not one that sesame knows."), "\(talk.all)")
        #expect(throws: Stop.self) { try LineExplain(Talk(["", "."]).dialog).run() }
        let one = Talk(["InvalidIdentityToken: Incorrect token audience", "."])
        #expect(try LineExplain(one.dialog).run() == .success)
        #expect(one.all.contains { $0.hasPrefix("likely, code OIDC-AUDIENCE") }, "\(one.all)")
    }
}
