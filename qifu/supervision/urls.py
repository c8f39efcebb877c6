from django.urls import path

from qifu.supervision.views import appeal, board, ladder, leader, orders

urlpatterns = [
    path("supervision/", board.board, name="supervision-board"),
    path("supervision/steps/", board.ladder_steps, name="ladder-steps"),
    path("supervision/orders/", orders.orders, name="orders"),
    path("supervision/orders/<int:pk>/", orders.order, name="order"),
    path("supervision/orders/<int:pk>/<slug:verb>/", orders.order_step, name="order-step"),
    path("supervision/escalations/<int:pk>/", appeal.escalation, name="escalation"),
    path("supervision/of-appeal/<number:number>/", appeal.of_appeal, name="appeal-supervision"),
    path("supervision/of-appeal/<number:number>/urge/", appeal.by_hand, {"verb": "urge"}, name="urge"),
    path(
        "supervision/of-appeal/<number:number>/order/", appeal.by_hand, {"verb": "order"}, name="issue-order"
    ),
    path(
        "supervision/of-appeal/<number:number>/instruct/",
        appeal.by_hand,
        {"verb": "instruct"},
        name="instruct",
    ),
    path("supervision/ladder/", ladder.ladder, name="ladder"),
    path("my-companies/", leader.leader_page, name="leader-page"),
]
