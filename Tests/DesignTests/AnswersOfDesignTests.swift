import Design
import Identifiers
import Testing

@Suite struct `The answers of a design` {
    @Test func `give the same design`() throws {
        var answers = try Example.answers()
        #expect(try DelegateSending(Answers(try DelegateSending(answers))) == DelegateSending(answers))
        let more: [(FieldID, String)] = [
            (.sesIdentity, "example.com"), (.sesReceiver, "ops@example.com"), (.configurationSet, "main"),
            (.sendingActions, "ses:SendTemplatedEmail"), (.rolePath, "/team/"), (.testWorkload, "true"),
            (.permissionsBoundary, "arn:aws:iam::111122223333:policy/limit"), (.eksSandbox, "false"),
            (.image, "registry.example.com/tool:1"),
        ]
        for (field, text) in more { try answers.set(text, for: field, from: .typed) }
        answers.setTags([Tag(key: "cost-center", value: "0123")], from: .typed)
        let design = try DelegateSending(answers)
        #expect(try DelegateSending(Answers(design)) == design)
        #expect(Answers(design).provenance(of: .role) == .typed)
    }

    /// Designs are compared value by value by hand: a new value belongs into `==` first, then into this count.
    @Test func `tell designs apart by every value`() throws {
        let answers = try Example.answers()
        let design = try DelegateSending(answers)
        #expect(Mirror(reflecting: design).children.count == 24)
        let others: [(FieldID, String)] = [
            (.eksSandbox, "false"), (.sesSandbox, "false"),
            (.sesReceiver, "b@example.com"),
            (.configurationSet, "main"), (.sendingActions, "ses:SendTemplatedEmail"), (.namespace, "other"),
            (.serviceAccount, "other"), (.testWorkload, "true"), (.image, "registry.example.com/tool:1"),
            (.role, "other"), (.rolePath, "/team/"), (.permissionsPolicy, "other"), (.sendingPolicy, "other"),
            (.permissionsBoundary, "arn:aws:iam::111122223333:policy/limit"), (.eksCluster, "other"),
        ]
        for (field, text) in others {
            var changed = answers
            try changed.set(text, for: field, from: .typed)
            #expect(try DelegateSending(changed) != design, "\(field)")
        }
        var tagged = answers
        tagged.setTags([Tag(key: "cost-center", value: "0123")], from: .typed)
        #expect(try DelegateSending(tagged) != design)
    }
}
