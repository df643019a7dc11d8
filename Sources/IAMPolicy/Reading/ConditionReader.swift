import Wire

/// Reads `Condition`: operators, keys under each, values under each.
enum ConditionReader {
    static func read(_ node: JSONNode, _ statement: StatementReader, _ complaints: inout Complaints) -> ConditionBlock {
        guard case .object(let operators) = node.content else {
            complaints.add(
                .wrongType(element: "Condition", found: node.typeWords, expected: "an object"), at: node.position)
            return ConditionBlock([])
        }
        KeyCheck.check(operators, &complaints)
        return ConditionBlock(operators.flatMap { conditions($0, statement, &complaints) })
    }

    private static func conditions(
        _ member: JSONNode.Member, _ statement: StatementReader, _ complaints: inout Complaints
    ) -> [Condition] {
        guard case .object(let keys) = member.value.content else {
            complaints.add(
                .wrongType(
                    element: "The operator \(member.key)", found: member.value.typeWords, expected: "an object of keys"),
                at: member.value.position)
            return []
        }
        KeyCheck.check(keys, &complaints)
        // IAM lets an unknown operator pass as long as nothing stands under it.
        guard !keys.isEmpty else { return [] }
        guard let `operator` = ConditionOperator(member.key) else {
            complaints.add(.unknownOperator(member.key), at: member.keyPosition)
            return []
        }
        return keys.map { key in
            let texts = TextReader.texts(key.value, element: key.key, literals: true, &complaints)
            if statement.rules == .writing, `operator`.comparison.isDate {
                for text in texts where DateValue(text.text) == nil {
                    complaints.add(.date(text.text), at: text.position)
                }
            }
            return Condition(
                `operator`, key: key.key, values: texts.map(\.text), variables: statement.variables,
                position: key.keyPosition)
        }
    }
}
